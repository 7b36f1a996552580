"""The families: which class, at which toy size, which kind of inputs. Sizes are no powers of two where they may be.
BASE: the configs of published models, which benchmarks compile and time; what is not said is the class's default."""

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

BASE = {
    "bert": {},  # bert-base-uncased
    "distilbert": {},  # distilbert-base-uncased
    "roberta": dict(vocab_size=50265, max_position_embeddings=514, type_vocab_size=1, layer_norm_eps=1e-5),
    "vit": dict(num_labels=1000),  # vit-base-patch16-224
    "clip": dict(text_config=dict(bos_token_id=0, eos_token_id=2, pad_token_id=1)),  # clip-vit-base-patch32
    "wav2vec2": {},  # wav2vec2-base-960h
    "gpt2": {},  # 124M
    "gpt-neox": dict(  # pythia-160m
        vocab_size=50304, hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072,
        bos_token_id=0, eos_token_id=0, rope_parameters=ROPE | {"partial_rotary_factor": 0.25}),
    "t5": dict(decoder_start_token_id=0),  # t5-small
    "opt": {},  # opt-125m
    "llama": dict(  # SmolLM2-135M
        vocab_size=49152, hidden_size=576, intermediate_size=1536, num_hidden_layers=30, num_attention_heads=9,
        num_key_value_heads=3, max_position_embeddings=8192, rms_norm_eps=1e-5, tie_word_embeddings=True,
        bos_token_id=0, eos_token_id=0, rope_parameters=ROPE | {"rope_theta": 100000.0}),
    "bloom": dict(vocab_size=250880, hidden_size=1024, n_layer=24, n_head=16, pad_token_id=3),  # bloom-560m
    "starcoder": dict(  # tiny_starcoder_py
        vocab_size=49152, n_positions=8192, n_embd=768, n_layer=20, n_head=12, n_inner=3072, multi_query=True,
        bos_token_id=0, eos_token_id=0),
    "starcoder2": dict(  # starcoder2-3b, of fewer and narrower layers
        hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12, num_key_value_heads=2,
        max_position_embeddings=16384, sliding_window=4096, bos_token_id=0, eos_token_id=0,
        rope_parameters=ROPE | {"rope_theta": 999999.4420358813}),
    "resnet": dict(num_labels=1000),  # resnet-50
    "resnext": dict(  # resnext50_32x4d
        architecture="resnext50_32x4d", num_classes=1000,
        model_args=dict(layers=[3, 4, 6, 3], channels=[64, 128, 256, 512], cardinality=32, base_width=4)),
    "dlrm": dict(  # of the Criteo Kaggle set, tables cut to 100,000 rows
        num_dense_features=13, embedding_dim=16,
        num_embeddings=[1460, 583, 100000, 100000, 305, 24, 12517, 633, 3, 93145, 5683, 100000, 3194, 27, 14992, 100000,
                        10, 5652, 2173, 4, 100000, 18, 15, 100000, 105, 100000],
        bottom_mlp=[512, 256, 64, 16], top_mlp=[512, 256, 1]),
}
