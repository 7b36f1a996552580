// Fields of config.json that change nothing of what a model computes from its
// inputs: bookkeeping, training, generation, labels. Source: the classes'
// configuration_*.py and PretrainedConfig of transformers 4 and 5.
#include "frontends/huggingface/Config.h"

using llvm::StringRef;

bool hfc::huggingface::isInert(StringRef key) {
  static const llvm::StringSet<> known{
      // bookkeeping
      "_name_or_path", "architectures", "attn_implementation", "auto_map",
      "finetuning_task", "id2label", "label2id", "language", "license",
      "is_decoder", "is_encoder_decoder", "model_type", "name", "num_labels",
      "prefix", "problem_type", "task_specific_params", "tokenizer_class",
      "transformers_version",
      // how it is run or trained
      "_attn_implementation_autoset", "attention_softmax_in_fp32",
      "chunk_size_feed_forward", "ctc_loss_reduction", "ctc_zero_infinity",
      "gradient_checkpointing", "inference_runner", "init_std",
      "initializer_factor", "initializer_range", "layerdrop",
      "masked_softmax_fusion", "max_batch_size", "n_ctx", "offset_alibi",
      "seq_length", "unk_token_id", "max_sequence_length", "output_attentions",
      "output_hidden_states", "output_past", "pad_key_length",
      "pre_allocate_kv_cache", "pretraining_tp", "reorder_and_upcast_attn",
      "return_dict", "scale_attention_softmax_in_fp32", "slow_but_exact",
      "sinusoidal_pos_embds", "skip_bias_add", "skip_bias_add_qkv",
      "tf_legacy_loss", "tie_weights_", "torchscript", "unk_index",
      "use_bfloat16", "use_cache", "validate_runner_input",
      // generation
      "bad_words_ids", "begin_suppress_tokens", "bos_token_id",
      "decoder_start_token_id", "diversity_penalty", "do_sample",
      "early_stopping", "encoder_no_repeat_ngram_size", "eos_token_id",
      "exponential_decay_length_penalty", "forced_bos_token_id",
      "forced_eos_token_id", "length_penalty", "max_length", "min_length",
      "no_repeat_ngram_size", "num_beam_groups", "num_beams",
      "num_return_sequences", "output_scores", "pad_token_id",
      "remove_invalid_values", "repetition_penalty", "return_dict_in_generate",
      "sep_token_id", "suppress_tokens", "temperature", "top_k", "top_p",
      "typical_p",
      // of Wav2Vec2's training
      "apply_spec_augment", "codevector_dim", "contrastive_logits_temperature",
      "diversity_loss_weight", "mask_feature_length", "mask_feature_min_masks",
      "mask_feature_prob", "mask_time_length", "mask_time_min_masks",
      "mask_time_prob", "num_codevector_groups", "num_codevectors_per_group",
      "num_negatives", "proj_codevector_dim",
      // parts that are not built: adapters, other heads, backbones, poolers
      "adapter_kernel_size", "adapter_stride", "classifier_proj_size",
      "encoder_stride", "logit_scale_init_value", "num_adapter_layers",
      "out_features", "out_indices", "output_hidden_size", "pooler_act",
      "pooler_output_size", "stage_names", "tdnn_dilation", "tdnn_dim",
      "tdnn_kernel", "use_weighted_layer_sum", "xvector_output_dim",
      "summary_activation", "summary_first_dropout", "summary_proj_to_labels",
      "summary_type", "summary_use_proj"};
  return known.contains(key) || key.contains("dropout") ||
         key.ends_with("_pdrop");
}
