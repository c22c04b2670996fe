#include "clients/cli/import/check_in_plan.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "clients/cli/output/bars.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = goals::v1;

bool SaysTheSame(const v1::CheckIn& wanted, const v1::CheckIn& there) {
  const bool health = wanted.health() == v1::GOAL_HEALTH_UNSPECIFIED || wanted.health() == there.health();
  const bool value =
      wanted.value().empty() == there.value().empty() && ToNumber(wanted.value()) == ToNumber(there.value());
  const bool confidence =
      wanted.has_confidence() == there.has_confidence() && wanted.confidence() == there.confidence();
  return health && value && confidence && wanted.comment() == there.comment();
}

CheckInPlan PlanFor(const v1::CheckIn& wanted, const std::vector<v1::CheckIn>& there) {
  CheckInPlan plan;
  bool stood = false;
  for (const v1::CheckIn& one : there) {
    if (FromTimestamp(one.time()) != FromTimestamp(wanted.time()) || one.key_result() != wanted.key_result())
      continue;
    const bool counts = one.superseded_by().empty();
    if (SaysTheSame(wanted, one)) {
      if (counts) return {CheckInStep::kNothing, ""};
      stood = true;
    } else if (counts) {
      plan = {CheckInStep::kCorrect, one.name()};
    }
  }
  if (stood) return {CheckInStep::kNothingNow, ""};
  return plan;
}

std::string RequestIdOf(const v1::RecordCheckInRequest& request) {
  const v1::CheckIn& said = request.check_in();
  // Field by field: how messages are serialized is no promise between releases.
  const std::string text = fmt::format(
      "laurel goal check-in\n{}\n{}\n{}\n{}.{:09}\n{}\n{}\n{}\n{}", request.parent(), said.key_result(),
      said.value(), said.time().seconds(), said.time().nanos(), static_cast<int>(said.health()),
      said.has_confidence() ? std::to_string(said.confidence()) : "", said.supersedes(), said.comment());
  return boost::uuids::to_string(boost::uuids::name_generator_sha1(boost::uuids::ns::oid())(text));
}

}  // namespace laurel::cli
