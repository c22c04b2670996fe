#include "services/feedback/testing/sample/feedback_stories.h"

#include <algorithm>
#include <functional>

#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::feedback::sample {
namespace {

// Of a working day; fewer where one of the two cities has a holiday.
constexpr int kLeastADay = 3;
constexpr int kMostADay = 8;
constexpr int kOnSaturdays = 22;

v1::FeedbackVisibility Shown(v1::FeedbackKind kind, Dice& dice) {
  static const std::vector<v1::FeedbackVisibility> praise = {
      v1::FEEDBACK_VISIBILITY_UNSPECIFIED, v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER,
      v1::FEEDBACK_VISIBILITY_TEAM,        v1::FEEDBACK_VISIBILITY_TEAM,
      v1::FEEDBACK_VISIBILITY_PUBLIC,      v1::FEEDBACK_VISIBILITY_UNSPECIFIED};
  static const std::vector<v1::FeedbackVisibility> other = {
      v1::FEEDBACK_VISIBILITY_UNSPECIFIED, v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER,
      v1::FEEDBACK_VISIBILITY_UNSPECIFIED, v1::FEEDBACK_VISIBILITY_PRIVATE};
  return dice.Pick(kind == v1::FEEDBACK_KIND_PRAISE ? praise : other);
}

}  // namespace

// Mostly one of the team's own, while there is something left to say about it.
const Theme& FeedbackStories::ThemeFor(Piece& piece) {
  const Member& subject = piece.subject;
  const auto worn = [this](const Theme& theme) { return Worn(theme.strengths) || Worn(theme.growth); };
  std::vector<const Theme*> all, themes, own;
  for (const Theme& theme : world_.words.themes()) {
    if (subject.coachable ? !theme.SuitsAgent(subject) : !theme.managers) continue;
    all.push_back(&theme);
    if (worn(theme)) continue;
    themes.push_back(&theme);
    if (!theme.teams.empty()) own.push_back(&theme);
  }
  if (themes.empty()) return *piece.dice.Pick(all);
  return *piece.dice.Pick(!own.empty() && piece.dice.Chance(0.55) ? own : themes);
}

bool FeedbackStories::Worn(const Texts& texts) const {
  return std::all_of(texts.begin(), texts.end(), [this](const std::string& text) {
    const auto told = told_.find(&text);
    return told != told_.end() && told->second >= 2;
  });
}

FeedbackStories::FeedbackStories(const World& world) : world_(world) {
  for (const Member* coach : world.cast.Coaches()) {
    if (coach->manager.empty() || coach->title == "Operations Manager") continue;
    // Who coaches often also writes often.
    const int weeks = world.words.HabitOf(coach->key, "").weeks;
    for (int i = 0; i < std::max(1, 5 - weeks); ++i) coaches_.push_back(coach);
    if (!world.cast.CoacheesOf(*coach).empty()) coaches_.insert(coaches_.end(), 4, coach);
  }
  for (const std::string& team : world.cast.Teams()) {
    const auto agents = world.cast.Agents(team);
    agents_.insert(agents_.end(), agents.begin(), agents.end());
  }
}

void FeedbackStories::Begin() {
  Dice dice = world_.DiceFor("feedback");
  int number = 0;
  for (absl::CivilDay day = world_.first; day <= world_.today; ++day) {
    const absl::Weekday weekday = absl::GetWeekday(day);
    if (weekday == absl::Weekday::sunday) continue;  // and on Saturdays few are there
    const bool light =
        world_.office.IsHoliday(*agents_.front(), day) || world_.office.IsHoliday(*agents_.back(), day);
    // On Saturdays most of those drawn are at home.
    const int most = weekday == absl::Weekday::saturday ? kOnSaturdays : dice.Between(kLeastADay, kMostADay);
    for (int i = most / (light ? 3 : 1); i > 0; --i) Write(day, ++number);
  }
}

void FeedbackStories::Write(absl::CivilDay day, int number) {
  Dice dice = world_.DiceFor(fmt::format("feedback {}", number));
  const int kind = dice.Between(1, 100);
  const PiecePtr piece = kind <= 60   ? FromCoach(dice)
                         : kind <= 87 ? FromColleague(dice)
                         : kind <= 92 ? ForTheManager(dice)
                         : kind <= 97 ? Upwards(dice)
                                      : FromAbove(dice);
  piece->number = number;
  if (!world_.office.Works(piece->author, day)) return;
  world_.agenda.At(world_.office.During(piece->author, day, dice), [this, piece] {
    Say(*piece);
    if (piece->dice.Chance(0.13)) {
      Draft(piece);
    } else {
      Give(piece);
    }
  });
}

const Member& FeedbackStories::Next(const Member& author, const std::vector<const Member*>& about,
                                    Dice& dice) {
  std::vector<const Member*> weighted;
  for (const Member* one : about) {
    if (one != &author)
      weighted.insert(weighted.end(), static_cast<std::size_t>(world_.words.WeightOf(one->key)), one);
  }
  return *dice.Pick(weighted);
}

FeedbackStories::PiecePtr FeedbackStories::FromCoach(Dice& dice) {
  const Member& author = *dice.Pick(coaches_);
  std::vector<const Member*> own = world_.cast.ReportsOf(author);
  const std::vector<const Member*> coachees = world_.cast.CoacheesOf(author);
  own.insert(own.end(), coachees.begin(), coachees.end());
  auto piece = std::make_shared<Piece>(author, Next(author, own, dice), dice);
  static const std::vector<v1::FeedbackKind> kinds = {
      v1::FEEDBACK_KIND_PRAISE, v1::FEEDBACK_KIND_PRAISE,       v1::FEEDBACK_KIND_PRAISE,
      v1::FEEDBACK_KIND_MIXED,  v1::FEEDBACK_KIND_CONSTRUCTIVE, v1::FEEDBACK_KIND_MIXED};
  piece->feedback.set_kind(dice.Pick(kinds));
  piece->feedback.set_visibility(Shown(piece->feedback.kind(), dice));
  return piece;
}

FeedbackStories::PiecePtr FeedbackStories::FromColleague(Dice& dice) {
  const Member& author = *dice.Pick(agents_);
  const bool own_team = dice.Chance(0.7);
  auto piece = std::make_shared<Piece>(
      author, Next(author, own_team ? world_.cast.Agents(author.team) : agents_, dice), dice);
  if (dice.Chance(0.14)) {
    piece->feedback.set_kind(v1::FEEDBACK_KIND_CONSTRUCTIVE);
    piece->feedback.set_visibility(v1::FEEDBACK_VISIBILITY_PRIVATE);
  } else {
    static const std::vector<v1::FeedbackVisibility> shown = {
        v1::FEEDBACK_VISIBILITY_TEAM, v1::FEEDBACK_VISIBILITY_TEAM, v1::FEEDBACK_VISIBILITY_PUBLIC,
        v1::FEEDBACK_VISIBILITY_PUBLIC, v1::FEEDBACK_VISIBILITY_UNSPECIFIED};
    piece->feedback.set_kind(v1::FEEDBACK_KIND_PRAISE);
    piece->feedback.set_visibility(dice.Pick(shown));
  }
  return piece;
}

FeedbackStories::PiecePtr FeedbackStories::ForTheManager(Dice& dice) {
  const Member& author = dice.Chance(0.5) ? *dice.Pick(coaches_) : *dice.Pick(agents_);
  const Member* subject = &author;
  while (subject == &author || subject->manager == author.key) subject = dice.Pick(agents_);
  auto piece = std::make_shared<Piece>(author, *subject, dice);
  piece->feedback.set_kind(dice.Chance(0.45) ? v1::FEEDBACK_KIND_PRAISE : v1::FEEDBACK_KIND_CONSTRUCTIVE);
  piece->feedback.set_visibility(v1::FEEDBACK_VISIBILITY_MANAGER_ONLY);
  return piece;
}

FeedbackStories::PiecePtr FeedbackStories::Upwards(Dice& dice) {
  const Member& author = *dice.Pick(agents_);
  auto piece = std::make_shared<Piece>(author, world_.cast.Of(author.manager), dice);
  piece->feedback.set_kind(dice.Chance(0.6) ? v1::FEEDBACK_KIND_PRAISE : v1::FEEDBACK_KIND_MIXED);
  if (dice.Chance(0.5)) piece->feedback.set_visibility(v1::FEEDBACK_VISIBILITY_PRIVATE);
  return piece;
}

FeedbackStories::PiecePtr FeedbackStories::FromAbove(Dice& dice) {
  const Member& subject = *dice.Pick(coaches_);
  auto piece = std::make_shared<Piece>(world_.cast.Of(subject.manager), subject, dice);
  piece->feedback.set_kind(dice.Chance(0.6) ? v1::FEEDBACK_KIND_PRAISE : v1::FEEDBACK_KIND_MIXED);
  return piece;
}

const std::string& FeedbackStories::New(const Texts& from, Piece& piece) {
  const std::string* text = nullptr;
  for (std::size_t i = 0; i < from.size(); ++i) {
    text = &world_.drawer.Draw(from, piece.dice);
    if (said_.emplace(&piece.subject, text).second) break;
  }
  ++told_[text];
  return *text;
}

void FeedbackStories::Say(Piece& piece) {
  const Member& subject = piece.subject;
  v1::Feedback& feedback = piece.feedback;
  feedback.set_subject(subject.name);
  Slots slots = world_.SlotsFor(subject, piece.author, piece.dice);
  slots.customer = "the customer";  // others read it: no names
  const bool for_manager = feedback.visibility() == v1::FEEDBACK_VISIBILITY_MANAGER_ONLY;
  if (!for_manager && piece.author.coachable && subject.coachable) return SayAsColleague(piece, slots);
  if (!for_manager && (piece.author.coachable || subject.coachable)) return SayAsCoach(piece, slots);
  if (feedback.kind() != v1::FEEDBACK_KIND_CONSTRUCTIVE) {
    const Texts& praise = world_.words.List(for_manager ? "good_words" : "to_managers");
    feedback.set_strengths(Fill(New(praise, piece), slots));
  }
  if (feedback.kind() != v1::FEEDBACK_KIND_PRAISE) {
    const Texts& wishes = world_.words.List(for_manager ? "concerns" : "to_managers_wishes");
    feedback.set_growth_areas(Fill(New(wishes, piece), slots));
  }
}

void FeedbackStories::SayAsColleague(Piece& piece, const Slots& slots) {
  v1::Feedback& feedback = piece.feedback;
  const bool praise = feedback.kind() == v1::FEEDBACK_KIND_PRAISE;
  const bool near = piece.author.team == piece.subject.team;
  const std::string list = near ? (praise ? "thanks" : "peer_wishes")
                                : (praise ? "thanks_to_another_team" : "wishes_to_another_team");
  const std::string said = Fill(New(world_.words.List(list), piece), slots);
  praise ? feedback.set_strengths(said) : feedback.set_growth_areas(said);
  if (piece.dice.Chance(0.2)) feedback.add_competencies("Teamwork");
  if (said.find(slots.ticket) != std::string::npos) {
    *feedback.add_evidence() = world_.EvidenceFor(said, slots, piece.dice);
  }
}

void FeedbackStories::SayAsCoach(Piece& piece, const Slots& slots) {
  Dice& dice = piece.dice;
  v1::Feedback& feedback = piece.feedback;
  const Theme& theme = ThemeFor(piece);
  const bool growth = feedback.kind() != v1::FEEDBACK_KIND_PRAISE;
  // What went well and what did not was seen on two occasions; the evidence is of one of them.
  Slots again = world_.SlotsFor(piece.subject, piece.author, dice);
  again.customer = slots.customer;
  const Slots& second = feedback.kind() == v1::FEEDBACK_KIND_MIXED ? again : slots;
  const Slots* shown = &second;
  std::string quote;
  const auto say = [&](const Texts& from, const Slots& about) {
    const std::string& text = New(from, piece);
    if (const auto found = theme.quotes.find(text); found != theme.quotes.end()) {
      quote = found->second;
      shown = &about;
    }
    return Fill(text, about);
  };
  if (feedback.kind() != v1::FEEDBACK_KIND_CONSTRUCTIVE) feedback.set_strengths(say(theme.strengths, slots));
  if (growth) feedback.set_growth_areas(say(theme.growth, second));
  if (dice.Chance(growth ? 0.45 : 0.06)) feedback.set_next_step(say(theme.next, second));
  if (dice.Chance(0.55)) feedback.set_focus_area(theme.focus);
  for (int i = dice.Between(-1, 2); i > 0; --i) {
    const std::string& competency = dice.Pick(world_.words.List("competencies"));
    const auto& named = feedback.competencies();
    if (std::find(named.begin(), named.end(), competency) == named.end())
      feedback.add_competencies(competency);
  }
  if (!piece.subject.coachable || (quote.empty() && !dice.Chance(0.6))) return;
  common::v1::Evidence& evidence = *feedback.add_evidence();
  evidence = world_.EvidenceFor(feedback.strengths() + feedback.growth_areas(), *shown, dice);
  evidence.set_excerpt(quote);
}

}  // namespace laurel::feedback::sample
