#include "services/feedback/testing/sample/world.h"

#include <algorithm>

#include "common/testing/sample/tickets.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::feedback::sample {
namespace {

const std::vector<std::string> kWeekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
const std::vector<std::string> kNumbers = {"three", "four", "five", "six", "seven", "eight", "nine"};

const Member* AnyColleague(const Cast& cast, const Member& about, const Member& by, Dice& dice) {
  std::vector<const Member*> others = cast.Agents(about.team.empty() ? "Billing" : about.team);
  if (!about.coachable) others = cast.Coaches();
  std::erase(others, &about);
  std::erase(others, &by);
  return dice.Pick(others);
}

}  // namespace

Dice World::DiceFor(std::string_view story) const {
  return Dice(fmt::format("{} {}", story, FormatIsoDate(today)));
}

Slots World::SlotsFor(const Member& about, const Member& by, Dice& dice) const {
  const absl::Time now = agenda.Now();
  // Most is told within two days, some a week later; nobody calls at night.
  const absl::CivilDay that_day(absl::ToCivilDay(now, by.zone) -
                                (dice.Chance(0.82) ? dice.Between(0, 1) : dice.Between(2, 7)));
  const absl::Time some_time = absl::FromCivil(absl::CivilMinute(that_day) + 60 * 8, by.zone) +
                               absl::Seconds(dice.Between(0, 12 * 3600));
  const absl::Time occurred = std::min(some_time, now - dice.Minutes(15, 90));
  return {
      .name = about.first_name,
      .coach = by.first_name,
      .colleague = AnyColleague(cast, about, by, dice)->first_name,
      .customer = drawer.Draw(words.List("customers"), dice),
      .ticket = fmt::format("#{}", laurel::sample::TicketOf(occurred, today, by.zone, dice)),
      .call = fmt::format("C-{:02}{:02}-{:04}", that_day.month(), that_day.day(), dice.Between(103, 2987)),
      .qa = std::to_string(dice.Between(78, 97)),
      .aht = fmt::format("{}:{:02}", dice.Between(5, 8), dice.Between(0, 59)),
      .hold = std::to_string(dice.Between(2, 5)),
      .n = dice.Pick(kNumbers),
      .day = dice.Pick(kWeekdays),
      .occurred = absl::FromUnixSeconds(absl::ToUnixSeconds(occurred))};
}

std::string World::Phrase(const std::string& list, const Slots& slots, Dice& dice) const {
  return Fill(drawer.Draw(words.List(list), dice), slots);
}

common::v1::Evidence World::EvidenceFor(const std::string& text, const Slots& slots, Dice& dice) const {
  const bool ticket = text.find(slots.ticket) != std::string::npos ||
                      (text.find(slots.call) == std::string::npos && dice.Chance(0.6));
  common::v1::Evidence evidence;
  if (ticket) {
    const std::string number = slots.ticket.substr(1);
    evidence.set_system("zendesk");
    evidence.set_external_id(number);
    evidence.set_url(fmt::format("https://orbit.zendesk.example/agent/tickets/{}", number));
  } else {
    evidence.set_system("call");
    evidence.set_external_id(slots.call);
  }
  *evidence.mutable_occurred_time() = ToTimestamp(slots.occurred);
  return evidence;
}

double Diligence(const Member& member) {
  return 0.45 + 0.01 * Dice(fmt::format("diligence {}", member.key)).Between(0, 52);
}

}  // namespace laurel::feedback::sample
