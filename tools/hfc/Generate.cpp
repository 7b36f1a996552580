// hfc generate: token ids in, token ids out as they come. A decoder has the
// functions `prefill` and `decode`, or one that does both; behind an encoder,
// `encode` and `decode`. Caches are the session's. Rows of several lengths are
// padded on the left.
#include "tools/hfc/Loaded.h"
#include "tools/hfc/Sampler.h"
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

using namespace hfc;
using namespace hfc::tool;
using diag::Code;

namespace {

using Ids = std::vector<int64_t>;

struct GenerateCommand : Command {
  LoadOptions load;
  std::string tokens;
  uint64_t most = UINT64_MAX;
  Sampling sampling;

  explicit GenerateCommand(CLI::App &app) {
    auto *sub = app.add_subcommand("generate", "continue token ids");
    load.declare(*sub);
    sub->add_option("--tokens", tokens,
                    "ids, one line a row; - is standard input")
        ->required();
    sub->add_option("--max-new-tokens", most,
                    "end after so many (default: when the context is full)");
    sub->add_option("--temperature", sampling.temperature,
                    "draw, from logits divided by this (default 0: the "
                    "likeliest)")
        ->check(CLI::Range(0.0, 1e6));
    sub->add_option("--top-k", sampling.topK, "draw from so many likeliest");
    sub->add_option("--top-p", sampling.topP,
                    "draw from the likeliest that reach this probability")
        ->check(CLI::Range(0.0, 1.0));
    sub->add_option("--seed", sampling.seed, "of what is drawn (default 0)");
  }
  int run() override;
};

// One function of the decoder, by the names of its tensors.
struct Step {
  uint32_t function = 0;
  std::vector<hfc_tensor_info> inputs;
  uint32_t logits = 0, outputs = 0;
};

class Generator {
public:
  Generator(Loaded &loaded, std::vector<Ids> prompts);
  // False: the context is full, or every row has ended.
  bool canGoOn(uint64_t made) const;
  // The logits behind each row's last token.
  std::vector<std::vector<float>> run();
  // Takes the rows' next tokens; what they are told to print.
  void take(const Ids &ids);
  bool hasEnded(size_t row) const { return ended[row]; }
  size_t rows() const { return prompts.size(); }

private:
  Step findStep(const char *name, bool hasLogits);
  void checkPrompts();
  void encode();
  // Runs a function over `ids`; its outputs.
  std::vector<hfc_tensor> runStep(const Step &step);
  HostTensor tensorOf(const hfc_tensor_info &input, const Ids &values,
                      int64_t columns) const;
  Ids idsOf(const char *key) const;

  Loaded &loaded;
  std::vector<Ids> prompts;
  std::vector<bool> ended;
  int64_t vocabulary = 0; // found with the steps
  bool hasEncoder;        // which takes the prompts
  Step prefill, decode;
  int64_t capacity = INT64_MAX, past = 0;
  Ids eos;
  int64_t pad = 0;
  // Of this run: [rows, columns].
  Ids ids;
  std::vector<Ids> masks; // of each row, all its columns so far
};

} // namespace

static bool hasFunction(const Loaded &loaded, const char *name) {
  uint32_t index;
  return hfc_program_function(loaded.program, name, &index);
}

static std::vector<Ids> readPrompts(const std::string &path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path);
    if (!file)
      throw Refusal(Code::CannotReadFile, path + ": " + std::strerror(errno));
  }
  std::istream &in = path == "-" ? std::cin : file;
  std::vector<Ids> rows;
  for (std::string line; std::getline(in, line);) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream words(line);
    Ids row;
    for (std::string word; words >> word;) {
      char *end = nullptr;
      errno = 0;
      row.push_back(std::strtoll(word.c_str(), &end, 10));
      if (*end || errno)
        throw Refusal(Code::MalformedFile,
                      path + ": \"" + word.substr(0, 40) + "\" is no token id");
    }
    if (!row.empty())
      rows.push_back(std::move(row));
  }
  if (rows.empty())
    throw Refusal(Code::MalformedFile, path + ": it has no token ids");
  return rows;
}

Step Generator::findStep(const char *name, bool hasLogits) {
  Step step;
  if (!hfc_program_function(loaded.program, name, &step.function))
    hfc_program_function(loaded.program, nullptr, &step.function);
  hfc_function_info info = hfc_function_info_init();
  hfc_artifact_function(loaded.artifact(), step.function, &info);
  for (uint32_t i = 0; i < info.inputs; ++i) {
    step.inputs.push_back(hfc_tensor_info_init());
    hfc_artifact_input(loaded.artifact(), step.function, i,
                       &step.inputs.back());
  }
  step.outputs = info.outputs;
  hfc_tensor_info output = hfc_tensor_info_init();
  bool found = false;
  for (uint32_t i = 0;
       hfc_artifact_output(loaded.artifact(), step.function, i, &output); ++i)
    if (!std::strcmp(output.name, "logits")) {
      step.logits = i;
      found = output.rank == 3 && output.type == HFC_F32 &&
              hfc_expr_value(output.shape[2], nullptr, 0, &vocabulary);
    }
  hfc_artifact_info artifact = hfc_artifact_info_init();
  hfc_artifact_get_info(loaded.artifact(), &artifact);
  if ((hasLogits && !found) || !artifact.states)
    throw Refusal(Code::InputMismatch,
                  std::string(info.name) +
                      " is no decoder: it wants state and f32 logits [b, s, "
                      "vocabulary]\nhelp: compile a Hugging Face folder, or an "
                      "ONNX decoder with --stateful");
  return step;
}

Ids Generator::idsOf(const char *key) const {
  const char *name, *value;
  for (uint32_t i = 0;
       hfc_artifact_metadata(loaded.artifact(), i, &name, &value); ++i)
    if (!std::strcmp(name, key)) {
      std::istringstream words(value);
      return Ids(std::istream_iterator<int64_t>(words), {});
    }
  return {};
}

Generator::Generator(Loaded &loaded, std::vector<Ids> given)
    : loaded(loaded), prompts(std::move(given)), ended(prompts.size()),
      hasEncoder(hasFunction(loaded, "encode")),
      prefill(findStep(hasEncoder ? "encode" : "prefill", !hasEncoder)),
      decode(findStep("decode", true)), eos(idsOf("eos_token_id")) {
  if (Ids pads = idsOf("pad_token_id"); !pads.empty())
    pad = pads[0];
  hfc_state_dim_info dim = hfc_state_dim_info_init();
  for (uint32_t i = 0; hfc_artifact_state_dim(loaded.artifact(), i, &dim); ++i)
    if (int64_t value; dim.kind == HFC_STATE_CAPACITY &&
                       hfc_session_state_dim(loaded.session, dim.name, &value))
      capacity = std::min(capacity, value);
  checkPrompts();
  size_t columns = 0;
  for (const Ids &prompt : prompts)
    columns = std::max(columns, prompt.size());
  for (const Ids &prompt : prompts) {
    ids.insert(ids.end(), columns - prompt.size(), pad);
    ids.insert(ids.end(), prompt.begin(), prompt.end());
    masks.emplace_back(columns - prompt.size(), 0);
    masks.back().resize(columns, 1);
  }
  if (hasEncoder)
    encode();
}

// The prompts are read; what is written begins with a token of its own.
void Generator::encode() {
  runStep(prefill);
  prefill = decode;
  Ids start = idsOf("decoder_start_token_id");
  if (start.empty())
    throw Refusal(Code::InputMismatch,
                  "the artifact does not say decoder_start_token_id");
  ids.assign(rows(), start[0]);
  masks.assign(rows(), {1});
  past = 0;
}

void Generator::checkPrompts() {
  for (size_t row = 0; row < rows(); ++row) {
    for (int64_t id : prompts[row])
      if (id < 0 || id >= vocabulary)
        throw Refusal(Code::InputMismatch,
                      "token id " + std::to_string(id) + " of row " +
                          std::to_string(row) + " is outside the vocabulary, " +
                          "0 to " + std::to_string(vocabulary - 1));
    if (int64_t(prompts[row].size()) > capacity)
      throw Refusal(Code::DimOutOfRange,
                    "row " + std::to_string(row) + " has " +
                        std::to_string(prompts[row].size()) +
                        " tokens, the context " + std::to_string(capacity) +
                        "\nhelp: --dim NAME=N chooses a larger context, where "
                        "the artifact was compiled for it");
  }
}

bool Generator::canGoOn(uint64_t made) const {
  bool any = std::find(ended.begin(), ended.end(), false) != ended.end();
  // The run of the last made token needs a place for it.
  return any && (made == 0 || past < capacity);
}

HostTensor Generator::tensorOf(const hfc_tensor_info &input, const Ids &values,
                               int64_t columns) const {
  HostTensor tensor;
  tensor.type = input.type;
  tensor.dims = {int64_t(rows()), columns};
  size_t size = hfc_type_bytes(input.type);
  if ((input.type != HFC_I64 && input.type != HFC_I32) || input.rank != 2)
    throw Refusal(Code::InputMismatch,
                  std::string("input ") + input.name +
                      " is no i64 or i32 matrix, as decoders take");
  tensor.bytes.resize(values.size() * size);
  // Little endian: the low half of a number comes first.
  for (size_t i = 0; i < values.size(); ++i)
    std::memcpy(&tensor.bytes[i * size], &values[i], size);
  return tensor;
}

std::vector<hfc_tensor> Generator::runStep(const Step &step) {
  int64_t columns = int64_t(ids.size() / rows());
  Ids mask, positions;
  for (const Ids &row : masks) {
    mask.insert(mask.end(), row.begin(), row.end());
    int64_t place = -1;
    for (size_t i = 0; i < row.size(); ++i) {
      place += row[i];
      if (int64_t(i) >= past)
        positions.push_back(std::max<int64_t>(place, 0));
    }
  }
  std::map<std::string, HostTensor> given;
  for (const hfc_tensor_info &input : step.inputs) {
    std::string name = input.name;
    if (name.starts_with("decoder_"))
      name.erase(0, 8);
    if (name == "input_ids")
      given[input.name] = tensorOf(input, ids, columns);
    else if (name == "attention_mask")
      given[input.name] = tensorOf(input, mask, past + columns);
    else if (name == "position_ids")
      given[input.name] = tensorOf(input, positions, columns);
    else if (name == "logits_to_keep" && !input.rank) {
      HostTensor &count = given[input.name];
      count.type = input.type;
      count.bytes.resize(hfc_type_bytes(input.type));
      count.bytes[0] = 1;
    } else if (!input.optional)
      throw Refusal(Code::InputMismatch, std::string("input ") + input.name +
                                             " is none that decoders take");
  }
  std::vector<hfc_tensor> inputs, outputs(step.outputs);
  for (const hfc_tensor_info &input : step.inputs) {
    auto found = given.find(input.name);
    inputs.push_back(found == given.end() ? hfc_tensor{}
                                          : found->second.view());
  }
  hfc_run_options options = hfc_run_options_init();
  options.function = step.function;
  check(hfc_session_run_with(loaded.session, &options, inputs.data(),
                             inputs.size(), outputs.data(), outputs.size()));
  past += columns;
  return outputs;
}

std::vector<std::vector<float>> Generator::run() {
  const Step &step = past ? decode : prefill;
  std::vector<hfc_tensor> outputs = runStep(step);
  std::vector<std::vector<float>> result;
  auto *data = static_cast<const float *>(outputs[step.logits].data);
  int64_t columns = outputs[step.logits].dims[1];
  for (size_t row = 0; row < rows(); ++row) {
    const float *last = data + (int64_t(row + 1) * columns - 1) * vocabulary;
    result.emplace_back(last, last + vocabulary);
  }
  return result;
}

void Generator::take(const Ids &next) {
  ids = next;
  for (size_t row = 0; row < rows(); ++row) {
    masks[row].push_back(1);
    if (std::find(eos.begin(), eos.end(), next[row]) != eos.end())
      ended[row] = true;
  }
}

// One row: its ids on a line, as they come. Several: a line a step, "-" for a
// row that has ended.
int GenerateCommand::run() {
  Loaded loaded(load);
  Generator generator(loaded, readPrompts(tokens));
  Sampler sampler(sampling);
  bool single = generator.rows() == 1;
  uint64_t made = 0;
  for (; made < most && generator.canGoOn(made); ++made) {
    std::vector<std::vector<float>> logits = generator.run();
    Ids next;
    for (size_t row = 0; row < generator.rows(); ++row) {
      next.push_back(sampler.next(logits[row]));
      bool silent = generator.hasEnded(row);
      std::printf("%s%s", row || (single && made) ? " " : "",
                  silent ? "-" : std::to_string(next[row]).c_str());
    }
    if (!single)
      std::printf("\n");
    std::fflush(stdout);
    generator.take(next);
  }
  if (single)
    std::printf("\n");
  return done;
}

std::unique_ptr<Command> tool::declareGenerate(CLI::App &app) {
  return std::make_unique<GenerateCommand>(app);
}
