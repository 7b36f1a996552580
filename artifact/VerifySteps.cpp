// The schedule: that every step names values that are there, and only such dims
// and segments as steps before it have given, whichever branches they took.
#include "artifact/Verifier.h"

using namespace hfc::artifact;

bool Verifier::isKnown(const DimProgram *program, const Known &state) {
  bool all = true;
  verifyDimProgram(codeOf(program), count(current->dims()),
                   [&](uint64_t dim) { all = all && state.dims[dim]; });
  return all;
}

// A program of a step, whose dims are known there.
bool Verifier::known(const DimProgram *code, const Known &state,
                     const char *what) {
  return program(code, count(current->dims()), what) &&
         (isKnown(code, state) || fail("%s is not known yet", what));
}

// A value can be addressed here: its dims are known, its segment open. An
// output whose size inputs do not say is placed where it is first used, by the
// steps that run once.
bool Verifier::use(uint32_t index, const Known &state, bool written) {
  if (index >= count(current->values()))
    return fail("value %u of %u", index, count(current->values()));
  const Value *value = current->values()->Get(index);
  if (written &&
      (value->place() == Place::input || value->place() == Place::constant))
    return fail("writes value %u, which is only read", index);
  bool ready =
      isKnown(value->offset(), state) && isKnown(value->bytes(), state);
  left -= std::min<uint64_t>(left, codeOf(value->offset()).size() +
                                       codeOf(value->bytes()).size());
  if (value->place() == Place::output) {
    const Tensor *output = current->outputs()->Get(value->index());
    for (uint32_t d = 0; d < count(output->shape()); ++d) {
      ready = ready && isKnown(output->shape()->Get(d), state);
      verifyDimProgram(
          codeOf(output->shape()->Get(d)), count(current->dims()),
          [&](uint64_t dim) {
            ready = ready &&
                    !(isInside && current->dims()->Get(uint32_t(dim))->bound());
          });
    }
  }
  if (value->place() == Place::arena)
    ready = ready && state.segments[value->index()];
  return ready || fail("value %u is not known yet", index);
}

bool Verifier::dispatch(const Dispatch *dispatch, const Known &state) {
  if (dispatch->kernel() >= count(artifact.kernels()))
    return fail("kernel %u of %u", dispatch->kernel(),
                count(artifact.kernels()));
  const Kernel *kernel = artifact.kernels()->Get(dispatch->kernel());
  if (!spend(uint64_t(count(dispatch->args())) + count(dispatch->sizes())))
    return false;
  if (count(dispatch->args()) !=
      uint64_t(kernel->operands()) + kernel->results())
    return fail("%u arguments for kernel '%.80s'", count(dispatch->args()),
                text(kernel->name()));
  if (count(dispatch->sizes()) != kernel->sizes())
    return fail("%u sizes for kernel '%.80s'", count(dispatch->sizes()),
                text(kernel->name()));
  for (uint32_t i = 0; i < count(dispatch->args()); ++i)
    if (!use(dispatch->args()->Get(i), state, i >= kernel->operands()))
      return false;
  for (uint32_t i = 0; i < count(dispatch->sizes()); ++i)
    if (!known(dispatch->sizes()->Get(i), state, "size"))
      return false;
  return true;
}

// A step may give this dim its value.
bool Verifier::give(uint32_t dim, Known &state) {
  if (dim >= count(current->dims()) || !current->dims()->Get(dim)->bound())
    return fail("dim %u is not its to bind", dim);
  state.dims[dim] = true;
  return true;
}

bool Verifier::open(uint32_t segment, Known &state) {
  if (!segment)
    return true;
  if (segment >= count(current->segments()))
    return fail("segment %u of %u", segment, count(current->segments()));
  state.segments[segment] = true;
  return known(current->segments()->Get(segment), state, "segment");
}

bool Verifier::bind(const Bind *bind, Known &state) {
  if (!use(bind->value(), state, false))
    return false;
  if (!isInteger(current->values()->Get(bind->value())->type()))
    return fail("binds a dim to a value that is no integer");
  return give(bind->dim(), state) && open(bind->segment(), state);
}

bool Verifier::set(const Set *set, Known &state) {
  return known(set->size(), state, "size") && give(set->dim(), state) &&
         open(set->segment(), state);
}

bool Verifier::isCondition(uint32_t value, const Known &state) {
  return use(value, state, false) &&
         (current->values()->Get(value)->type() == ElementType::bool_ ||
          fail("value %u is no condition", value));
}

bool Verifier::branch(const If *branch, uint32_t &index, uint32_t end,
                      unsigned depth, Known &state) {
  if (!isCondition(branch->value(), state))
    return false;
  CheckedSize middle = CheckedSize(index) + branch->yes();
  CheckedSize last = middle + branch->no();
  if (!spend(sizeof(Known) / 8)) // it is copied
    return false;
  if (!last.fits(end))
    return fail("branches of %u and %u steps", branch->yes(), branch->no());
  Known otherwise = state;
  if (!steps(index, uint32_t(middle.get()), depth + 1, state) ||
      !steps(uint32_t(middle.get()), uint32_t(last.get()), depth + 1,
             otherwise))
    return false;
  state = state & otherwise;
  index = uint32_t(last.get());
  return true;
}

// Its steps may not run at all.
bool Verifier::loop(const Loop *loop, uint32_t &index, uint32_t end,
                    unsigned depth, Known &state) {
  CheckedSize last = CheckedSize(index) + loop->steps();
  if (!spend(sizeof(Known) / 8))
    return false;
  if (!last.fits(end))
    return fail("a loop of %u steps", loop->steps());
  if (!known(loop->trip(), state, "count") || !give(loop->dim(), state) ||
      (loop->condition() >= 0 &&
       !isCondition(uint32_t(loop->condition()), state)))
    return false;
  Known inside = state;
  if (!steps(index, uint32_t(last.get()), depth + 1, inside))
    return false;
  index = uint32_t(last.get());
  return true;
}

// The step at `index`, which moves behind it.
bool Verifier::step(uint32_t &index, uint32_t end, unsigned depth,
                    Known &state) {
  const Step *step = current->steps()->Get(index++);
  if (const Dispatch *action = step->action_as_Dispatch())
    return dispatch(action, state);
  if (const Copy *action = step->action_as_Copy())
    return use(action->source(), state, false) &&
           use(action->target(), state, true);
  if (const Bind *action = step->action_as_Bind())
    return bind(action, state);
  if (const Check *action = step->action_as_Check())
    return known(action->lhs(), state, "size") &&
           known(action->rhs(), state, "size");
  if (const Set *action = step->action_as_Set())
    return set(action, state);
  if (const Open *action = step->action_as_Open())
    return open(action->segment(), state);
  if (const If *action = step->action_as_If())
    return branch(action, index, end, depth, state);
  if (const Loop *action = step->action_as_Loop())
    return loop(action, index, end, depth, state);
  return fail("unknown action %u", unsigned(step->action_type()));
}

bool Verifier::steps(uint32_t begin, uint32_t end, unsigned depth,
                     Known &state) {
  if (depth > maxNesting)
    return fail("loops and branches more than %u deep", maxNesting);
  bool outer = isInside;
  isInside = depth > 0;
  size_t name = std::char_traits<char>::length(place);
  for (uint32_t i = begin; i < end;) {
    snprintf(place + name, sizeof place - name, "step %u: ", i);
    if (!spend(1) || !step(i, end, depth, state))
      return false;
    place[name] = 0;
  }
  isInside = outer;
  return true;
}

bool Verifier::shapesKnown(
    const flatbuffers::Vector<flatbuffers::Offset<Tensor>> *list,
    const char *kind, const Known &state) {
  for (uint32_t i = 0; i < count(list); ++i)
    for (uint32_t d = 0; d < count(list->Get(i)->shape()); ++d)
      if (!isKnown(list->Get(i)->shape()->Get(d), state))
        return fail("%s %u: dim %u is never known", kind, i, d);
  return true;
}

bool Verifier::steps() {
  Known state;
  for (uint32_t d = 0; d < count(current->dims()); ++d)
    state.dims[d] = !current->dims()->Get(d)->bound();
  if (!shapesKnown(current->inputs(), "input", state) || !lengths(state))
    return false;
  if (count(current->segments())) {
    if (!isKnown(current->segments()->Get(0), state))
      return fail("segment 0 depends on a bound dim");
    state.segments[0] = true;
  }
  return steps(0, count(current->steps()), 0, state) &&
         shapesKnown(current->outputs(), "output", state);
}
