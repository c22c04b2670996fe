#include "services/recognition/testing/sample/gifts.h"

#include <algorithm>
#include <utility>

#include "common/testing/sample/tickets.h"

namespace laurel::recognition::sample {
namespace {

using Stub = Stage::Stub;

constexpr int kTries = 40;
// So many days back for somebody who was at work; what waits for a decision does so for 14 days.
constexpr int kDaysBack = 11;

bool Contains(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// "Ana", "Ana and Tiago", "Ana, Tiago and Lars"
std::string Names(const std::vector<const Member*>& people) {
  std::string names;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i > 0) names += i + 1 == people.size() ? " and " : ", ";
    names += people[i]->first_name;
  }
  return names;
}

}  // namespace

void Gifts::Begin() {
  struct Numbered {
    const Gift* gift;
    int number;
  };
  std::vector<Numbered> gifts;
  for (const Gift& gift : world_.words.gifts()) gifts.push_back({&gift, static_cast<int>(gifts.size())});
  // Those with one possible sender, and the large ones, find the points for them before others are spent.
  std::stable_sort(gifts.begin(), gifts.end(), [](const Numbered& one, const Numbered& other) {
    const auto rank = [](const Gift& gift) {
      return std::pair(!gift.sender.empty(), gift.points * gift.people);
    };
    return rank(*one.gift) > rank(*other.gift);
  });
  for (const auto& [gift, number] : gifts) Plan(*gift, world_.DiceFor(fmt::format("gift {}", number)));
}

// Thanks are said before the weekend.
absl::CivilDay Gifts::SomeDay(Dice& dice) const {
  while (true) {
    const absl::CivilDay day =
        world_.first + dice.Between(1, static_cast<int>(world_.today - world_.first) - 1);
    const absl::Weekday weekday = absl::GetWeekday(day);
    const double share = weekday == absl::Weekday::friday     ? 1.0
                         : weekday == absl::Weekday::saturday ? 0.15
                         : weekday == absl::Weekday::sunday   ? 0.0
                         : weekday == absl::Weekday::monday   ? 0.35
                                                              : 0.5;
    if (dice.Chance(share)) return day;
  }
}

void Gifts::Plan(const Gift& gift, Dice dice) {
  for (int i = 0; i < kTries; ++i) {
    const absl::CivilDay day = gift.ago > 0 ? world_.today - gift.ago - i % kDaysBack : SomeDay(dice);
    const auto occasion = OccasionFor(gift, day, dice);
    if (!occasion.has_value()) continue;
    const absl::Time time = world_.office.During(*occasion->sender, day, dice);
    world_.purses.Take(*occasion->sender, time, gift.points * static_cast<int>(occasion->recipients.size()));
    world_.agenda.At(time, [this, &gift, occasion, dice] { Give(gift, *occasion, dice); });
    return;
  }
  fmt::print(stderr, "nobody says: {}\n", gift.text);
}

std::optional<Gifts::Occasion> Gifts::OccasionFor(const Gift& gift, absl::CivilDay day, Dice& dice) const {
  Occasion occasion{.sender = nullptr, .recipients = Recipients(gift, dice), .day = day};
  const int points = gift.points * static_cast<int>(occasion.recipients.size());
  const absl::Time noon = absl::FromCivil(absl::CivilHour(day) + 12, absl::UTCTimeZone());
  std::vector<const Member*> senders = Senders(gift, occasion.recipients);
  std::erase_if(senders, [&](const Member* one) {
    return !one->here || one->hired >= day || !world_.office.Works(*one, day) ||
           !world_.purses.Hold(*one, noon, points);
  });
  const auto is_new = [&](const Member* one) { return one->hired >= day; };
  if (std::any_of(occasion.recipients.begin(), occasion.recipients.end(), is_new)) return std::nullopt;
  occasion.sender = gift.sender.empty() ? Weighted(senders, &Words::Gives, dice)
                    : senders.empty()   ? nullptr
                                        : senders.front();
  if (occasion.sender == nullptr || occasion.recipients.empty()) return std::nullopt;
  return occasion;
}

std::vector<const Member*> Gifts::Everybody(const Texts& teams) const {
  std::vector<const Member*> people;
  for (const std::string& team : teams.empty() ? world_.cast.Teams() : teams) {
    const auto agents = world_.cast.Agents(team);
    people.insert(people.end(), agents.begin(), agents.end());
  }
  return people;
}

std::vector<const Member*> Gifts::Recipients(const Gift& gift, Dice& dice) const {
  std::vector<const Member*> chosen;
  for (const std::string& key : gift.to) chosen.push_back(&world_.cast.Of(key));
  if (!chosen.empty()) return chosen;
  std::vector<const Member*> people = Everybody(gift.teams);
  if (gift.who == "team") {  // and who leads it
    people.push_back(&world_.cast.Of(people.front()->manager));
    std::erase_if(people, [&](const Member* one) { return one->key == gift.sender; });
    return people;
  }
  if (gift.who == "report") {
    people = world_.cast.Coaches();
    std::erase_if(people, [&](const Member* one) {
      return one->title != "Team Manager" || !(gift.teams.empty() || Contains(gift.teams, one->team));
    });
  }
  while (static_cast<int>(chosen.size()) < gift.people) {
    const Member* next = Weighted(people, &Words::Receives, dice);
    if (next == nullptr) return {};
    chosen.push_back(next);
    // The others are of the same team.
    std::erase_if(people, [&](const Member* one) { return one == next || one->team != next->team; });
  }
  return chosen;
}

std::vector<const Member*> Gifts::Senders(const Gift& gift,
                                          const std::vector<const Member*>& recipients) const {
  if (recipients.empty()) return {};
  if (!gift.sender.empty()) return {&world_.cast.Of(gift.sender)};
  const Member& one = *recipients.front();
  std::vector<const Member*> senders;
  if (gift.who == "manager") {
    senders = {&world_.cast.Of(one.manager)};
  } else if (gift.who == "coach") {
    senders = {&world_.cast.Of(one.coach)};
  } else if (gift.who == "above") {
    senders = {&world_.cast.Of("martin.keller"), &world_.cast.Of("helena.duarte")};
  } else if (gift.who == "report") {
    senders = world_.cast.ReportsOf(one);
  } else {
    senders = Everybody(gift.who == "other" ? gift.from : Texts{one.team});
    if (gift.who == "other") std::erase_if(senders, [&](const Member* it) { return it->team == one.team; });
  }
  std::erase_if(senders, [&](const Member* it) {
    return std::find(recipients.begin(), recipients.end(), it) != recipients.end();
  });
  return senders;
}

const Member* Gifts::Weighted(const std::vector<const Member*>& people,
                              int (Words::*weight)(const std::string&) const, Dice& dice) const {
  std::vector<const Member*> weighted;
  for (const Member* one : people) {
    weighted.insert(weighted.end(), static_cast<std::size_t>((world_.words.*weight)(one->key)), one);
  }
  return weighted.empty() ? nullptr : dice.Pick(weighted);
}

void Gifts::Give(const Gift& gift, const Occasion& occasion, Dice dice) {
  static const Texts weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
  const absl::Time now = world_.agenda.Now();
  const std::string ticket = std::to_string(
      laurel::sample::TicketOf(now - dice.Minutes(60, 48 * 60), world_.today, occasion.sender->zone, dice));
  v1::GiveRecognitionRequest request;
  v1::Recognition& recognition = *request.mutable_recognition();
  recognition.set_message(Fill(gift.text, Names(occasion.recipients), "#" + ticket, dice.Pick(weekdays)));
  recognition.set_points_each(gift.points);
  recognition.set_visibility(gift.visibility);
  if (!gift.value.empty()) recognition.set_value(world_.values[gift.value]);
  if (gift.text.find("{ticket}") != std::string::npos) {
    recognition.mutable_evidence()->set_system("zendesk");
    recognition.mutable_evidence()->set_external_id(ticket);
    recognition.mutable_evidence()->set_url("https://orbit.zendesk.example/agent/tickets/" + ticket);
  }
  if (gift.who == "team") {
    recognition.set_team(world_.TeamOf(*occasion.recipients.front()));
  } else {
    for (const Member* one : occasion.recipients) recognition.add_recipients(one->name);
  }
  const auto given = world_.stage.As(*occasion.sender, &Stub::GiveRecognition, request);
  if (given.has_value()) {
    afterlife_.Begin({.gift = gift, .sender = *occasion.sender, .recipients = occasion.recipients}, *given,
                     dice);
  }
}

}  // namespace laurel::recognition::sample
