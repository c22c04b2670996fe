#include "services/recognition/testing/sample/programme.h"

namespace laurel::recognition::sample {
namespace {

using Stub = Stage::Stub;

constexpr int kMorning = 9 * 60 + 12;

void Warn(const absl::Status& status) {
  if (!status.ok()) fmt::print(stderr, "{}\n", status.ToString());
}

}  // namespace

absl::Time Programme::Morning(int days_ago, const Member& member) const {
  const absl::CivilDay day = world_.office.NextDay({&member}, world_.today - days_ago);
  return absl::FromCivil(absl::CivilMinute(day) + kMorning, member.zone);
}

void Programme::Begin() {
  // Whatever day it is: all that follows needs it.
  world_.agenda.At(absl::FromCivil(absl::CivilMinute(world_.first) + kMorning, world_.Admin().zone),
                   [this] { Introduce(); });
  for (const Value& value : world_.words.values()) {
    if (value.until == 0) continue;
    world_.agenda.At(Morning(value.until, world_.Admin()), [this, &value] { GiveUp(value); });
  }
  for (const Award& award : world_.words.boosts()) {
    world_.agenda.At(Morning(award.ago, world_.Admin()), [this, &award] { Boost(award); });
  }
  for (const Award& award : world_.words.adjustments()) {
    world_.agenda.At(Morning(award.ago, world_.Admin()), [this, &award] { Adjust(award); });
  }
  for (absl::CivilDay day = world_.first; day <= world_.today; ++day) {
    const absl::Time night = absl::FromCivil(day, absl::UTCTimeZone()) + absl::Minutes(1);
    if (day == world_.first || day.day() == 1) {
      world_.agenda.At(night, [this] { Warn(world_.stage.GrantAllowances()); });
    }
    world_.agenda.At(night, [this] { Warn(world_.stage.RejectUndecided()); });
  }
}

void Programme::Introduce() {
  v1::UpdateProgramRequest update;
  update.mutable_program()->set_name("program");
  update.mutable_program()->set_approval_threshold(world_.words.approval_threshold());
  update.mutable_update_mask()->add_paths("approval_threshold");
  world_.stage.As(world_.Admin(), &Stub::UpdateProgram, update);
  for (const Value& value : world_.words.values()) {
    v1::CreateValueRequest create;
    create.mutable_value()->set_hashtag(value.hashtag);
    create.mutable_value()->set_title(value.title);
    const auto made = world_.stage.As(world_.Admin(), &Stub::CreateValue, create);
    if (made.has_value()) world_.values[value.hashtag] = made->name();
  }
}

void Programme::GiveUp(const Value& value) {
  v1::UpdateValueRequest update;
  update.mutable_value()->set_name(world_.values[value.hashtag]);
  update.mutable_value()->set_active(false);
  update.mutable_update_mask()->add_paths("active");
  world_.stage.As(world_.Admin(), &Stub::UpdateValue, update);
}

void Programme::Boost(const Award& award) {
  v1::BoostAllowanceRequest boost;
  boost.set_name(world_.cast.Of(award.person).name + "/balance");
  boost.set_points(award.points);
  boost.set_reason(award.reason);
  world_.stage.As(world_.Admin(), &Stub::BoostAllowance, boost);
}

void Programme::Adjust(const Award& award) {
  v1::AdjustBalanceRequest adjust;
  adjust.set_name(world_.cast.Of(award.person).name + "/balance");
  adjust.set_points(award.points);
  adjust.set_reason(award.reason);
  world_.stage.As(world_.Admin(), &Stub::AdjustBalance, adjust);
}

}  // namespace laurel::recognition::sample
