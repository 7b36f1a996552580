"""The families: which class, at which toy size, which kind of inputs. Sizes are no powers of two where they may be."""

import collections

Family = collections.namedtuple("Family", "kind model config")

ROPE = {"rope_type": "default", "rope_theta": 10000.0}
FAMILIES = {
    "bert": Family("text", "BertForMaskedLM", dict(
        vocab_size=211, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=160,
        max_position_embeddings=64)),
    "distilbert": Family("text", "DistilBertForSequenceClassification", dict(
        vocab_size=199, dim=48, n_layers=2, n_heads=3, hidden_dim=130, max_position_embeddings=64)),
    "roberta": Family("text", "RobertaForMaskedLM", dict(
        vocab_size=223, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=144,
        max_position_embeddings=66, type_vocab_size=1, layer_norm_eps=1e-5)),
    "vit": Family("image", "ViTForImageClassification", dict(
        image_size=48, patch_size=16, hidden_size=60, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=136, num_labels=11)),
    "clip": Family("clip", "CLIPModel", dict(
        projection_dim=24,
        text_config=dict(
            vocab_size=205, hidden_size=32, intermediate_size=80, num_hidden_layers=2, num_attention_heads=4,
            max_position_embeddings=24, projection_dim=24, bos_token_id=0, eos_token_id=2, pad_token_id=1),
        vision_config=dict(
            hidden_size=48, intermediate_size=112, num_hidden_layers=2, num_attention_heads=3, image_size=32,
            patch_size=8, projection_dim=24))),
    "wav2vec2": Family("audio", "Wav2Vec2ForCTC", dict(
        vocab_size=32, hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=120,
        conv_dim=(32, 32, 40), conv_stride=(5, 2, 2), conv_kernel=(10, 3, 2), num_conv_pos_embeddings=16,
        num_conv_pos_embedding_groups=4)),
    "gpt2": Family("decoder", "GPT2LMHeadModel", dict(
        vocab_size=227, n_positions=64, n_embd=60, n_layer=2, n_head=4, bos_token_id=2, eos_token_id=2)),
    "gpt-neox": Family("decoder", "GPTNeoXForCausalLM", dict(
        vocab_size=233, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=176,
        max_position_embeddings=64, bos_token_id=0, eos_token_id=0,
        rope_parameters=ROPE | {"partial_rotary_factor": 0.25})),
    "t5": Family("seq2seq", "T5ForConditionalGeneration", dict(
        vocab_size=239, d_model=48, d_kv=16, d_ff=100, num_layers=2, num_heads=4, relative_attention_num_buckets=8,
        relative_attention_max_distance=16, decoder_start_token_id=0)),
    "opt": Family("decoder", "OPTForCausalLM", dict(
        vocab_size=229, hidden_size=56, ffn_dim=150, num_hidden_layers=2, num_attention_heads=4,
        max_position_embeddings=64, word_embed_proj_dim=56)),
    "llama": Family("decoder", "LlamaForCausalLM", dict(
        vocab_size=241, hidden_size=72, intermediate_size=184, num_hidden_layers=2, num_attention_heads=6,
        num_key_value_heads=2, max_position_embeddings=64, rms_norm_eps=1e-5, tie_word_embeddings=True,
        bos_token_id=0, eos_token_id=0, rope_parameters=ROPE | {"rope_theta": 100000.0})),
    "bloom": Family("decoder", "BloomForCausalLM", dict(vocab_size=251, hidden_size=48, n_layer=2, n_head=6)),
    "starcoder": Family("decoder", "GPTBigCodeForCausalLM", dict(
        vocab_size=257, n_positions=64, n_embd=60, n_layer=2, n_head=5, n_inner=140, multi_query=True,
        bos_token_id=0, eos_token_id=0)),
    "starcoder2": Family("decoder", "Starcoder2ForCausalLM", dict(
        vocab_size=263, hidden_size=64, intermediate_size=168, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=64, sliding_window=6, bos_token_id=0, eos_token_id=0,
        rope_parameters=ROPE)),
    "resnet": Family("image", "ResNetForImageClassification", dict(
        embedding_size=16, hidden_sizes=[24, 40, 64, 96], depths=[1, 2, 1, 1], num_labels=11)),
    # Classes that transformers does not have: models.py.
    "resnext": Family("image", "ResNeXt", dict(
        architecture="resnext50_32x4d", num_classes=11,
        model_args=dict(layers=[1, 2, 1, 1], channels=[16, 24, 32, 48], cardinality=4, base_width=16))),
    "dlrm": Family("recommender", "DLRM", dict(
        num_dense_features=13, embedding_dim=16, num_embeddings=[50, 7, 301, 3], bottom_mlp=[32, 16],
        top_mlp=[24, 1])),
}
