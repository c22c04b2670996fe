#include "clients/cli/views/points_view.h"

#include <algorithm>

#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

Cell Number(std::int64_t number) { return std::to_string(number); }

// "+10", "-10"; nothing for 0.
Cell Signed(std::int64_t delta) {
  if (delta == 0) return Cell("", "0");
  return {fmt::format("{:+}", delta), std::to_string(delta), delta > 0 ? Style::kGood : Style::kPlain};
}

// How many were moved, wherever from and to.
std::int64_t PointsOf(const Posting& posting) {
  std::int64_t points = 0;
  for (const v1::LedgerEntry& entry : posting.entries()) points += std::max<std::int64_t>(entry.delta(), 0);
  return points;
}

std::string ResetDay(const Balance& balance, const Here& here) {
  return ShowDay(absl::ToCivilDay(FromTimestamp(balance.reset_time()), here.zone), here.Today());
}

std::string WithReason(std::string sentence, const std::string& reason) {
  return reason.empty() ? sentence : fmt::format("{}: {}", sentence, reason);
}

// One posting as its reader is told about it.
class Teller {
 public:
  Teller(const Posting& posting, const LedgerReader& reader) : posting_(posting), reader_(reader) {
    const auto found = reader.recognitions.find(posting.recognition());
    if (found != reader.recognitions.end()) recognition_ = &found->second;
  }

  std::string Sentence() const {
    switch (posting_.kind()) {
      case v1::LEDGER_KIND_GRANT:
        return fmt::format("{} allowance for {}", Whose(reader_.person, true), Month());
      case v1::LEDGER_KIND_EXPIRE:
        return fmt::format("What was left of {} expired", Month());
      case v1::LEDGER_KIND_BOOST:
        return WithReason(posting_.creator().empty()
                              ? "A boost"
                              : fmt::format("{} gave {} a boost", Who(posting_.creator(), true), Whom()),
                          posting_.reason());
      case v1::LEDGER_KIND_ADJUST:
        return WithReason(fmt::format("{} corrected what {} earned", Who(posting_.creator(), true),
                                      IsMe(reader_.person) ? "you have" : "was"),
                          posting_.reason());
      default:
        return OfRecognition();
    }
  }

 private:
  std::string OfRecognition() const {
    switch (posting_.kind()) {
      case v1::LEDGER_KIND_GIVE:
        return Thanked();
      case v1::LEDGER_KIND_RELEASE:
        if (!IsSender()) return Thanked();
        return fmt::format("{} approved {}", Who(posting_.creator(), true), TheThanks(false));
      case v1::LEDGER_KIND_HOLD:
        return fmt::format("{} wait for approval", TheThanks(true));
      case v1::LEDGER_KIND_REJECT:
        if (posting_.creator().empty()) {
          return fmt::format("Nobody decided about {} in time", TheThanks(false));
        }
        return fmt::format("{} did not approve {}", Who(posting_.creator(), true), TheThanks(false));
      case v1::LEDGER_KIND_REVERSE:
        return fmt::format("{} took the thanks to {} back", Who(Sender(), true),
                           IsSender() ? Recipients() : Whom());
      default:
        return EnumWord(posting_.kind());
    }
  }

  std::string Thanked() const {
    return fmt::format("{} thanked {}", Who(Sender(), true), IsSender() ? Recipients() : Whom());
  }

  // "your thanks to Ana Pereira"
  std::string TheThanks(bool begins) const {
    return fmt::format("{} thanks to {}", Whose(Sender(), begins), Recipients());
  }

  // Of GIVE and HOLD whoever caused it; of what came later the recognition knows.
  std::string Sender() const {
    if (recognition_ != nullptr) return recognition_->sender();
    const bool by_sender = posting_.kind() == v1::LEDGER_KIND_GIVE ||
                           posting_.kind() == v1::LEDGER_KIND_HOLD ||
                           posting_.kind() == v1::LEDGER_KIND_REVERSE;
    return by_sender ? posting_.creator() : "";
  }

  bool IsSender() const { return reader_.person.empty() || Sender() == reader_.person; }
  bool IsMe(const std::string& person) const {
    return reader_.is_caller && !person.empty() && person == reader_.person;
  }

  std::string Recipients() const {
    return recognition_ == nullptr ? "colleagues" : ToWhom(*recognition_, reader_.names).shown;
  }
  // The one whose history it is.
  std::string Whom() const { return reader_.person.empty() ? Recipients() : Who(reader_.person, false); }
  std::string Who(const std::string& person, bool begins) const {
    if (IsMe(person)) return begins ? "You" : "you";
    const std::string name = reader_.names.Person(person).shown;
    return name.empty() ? (begins ? "Laurel" : "somebody") : name;
  }
  std::string Whose(const std::string& person, bool begins) const {
    if (IsMe(person)) return begins ? "Your" : "your";
    const std::string name = reader_.names.Person(person).shown;
    return name.empty() ? (begins ? "The" : "the") : fmt::format("{}'s", name);
  }
  std::string Month() const { return PeriodPhrase(posting_.period(), reader_.here.Today()); }

  const Posting& posting_;
  const LedgerReader& reader_;
  const Recognition* recognition_ = nullptr;
};

}  // namespace

std::string AllowanceSentence(const Balance& balance, const Here& here) {
  const std::string day = ResetDay(balance, here);
  if (balance.remaining() == 0 && balance.boost() == 0) {
    return fmt::format("No points are left to give; the next come {}.", day);
  }
  if (balance.remaining() == 0) {
    return fmt::format("A boost of {} is left to give; the month's next points come {}.", balance.boost(),
                       day);
  }
  const std::string boost = balance.boost() == 0 ? "" : fmt::format(", and a boost of {}", balance.boost());
  return fmt::format("{} of {} points are left to give until {}{}.", balance.remaining(), balance.allowance(),
                     day, boost);
}

Table BalanceDetails(const Balance& balance, const Here& here) {
  Table table({"field", "value"});
  table.Add({"month", Cell(PeriodPhrase(balance.period(), here.Today()), balance.period())});
  table.Add({"to give", Cell(fmt::format("{} of {}, until {}", balance.remaining(), balance.allowance(),
                                         ResetDay(balance, here)),
                             std::to_string(balance.remaining()), Style::kStrong)});
  table.Add({"given", balance.given() == 0 ? Cell("", "0") : Number(balance.given())});
  table.Add({"boost", balance.boost() == 0
                          ? Cell("", "0")
                          : Cell(fmt::format("{} more, which do not expire", balance.boost()),
                                 std::to_string(balance.boost()))});
  table.Add({"held", balance.held() == 0 ? Cell("", "0")
                                         : Cell(fmt::format("{} wait for approval", balance.held()),
                                                std::to_string(balance.held()), Style::kWarning)});
  table.Add(
      {"earned", Cell(std::to_string(balance.earned()), std::to_string(balance.earned()), Style::kGood)});
  table.Add({"redeemed", balance.redeemed() == 0 ? Cell("", "0") : Number(balance.redeemed())});
  return table;
}

std::string PeriodPhrase(const std::string& period, absl::CivilDay today) {
  const auto first = ParseIsoDate(period + "-01");
  return first ? ShowMonth(absl::CivilMonth(*first), today) : period;
}

std::vector<std::string> PeopleOf(const std::vector<Posting>& postings) {
  std::vector<std::string> people;
  for (const Posting& posting : postings) {
    people.push_back(posting.creator());
    for (const v1::LedgerEntry& entry : posting.entries()) people.push_back(entry.person());
  }
  return people;
}

std::string PostingSentence(const Posting& posting, const LedgerReader& reader) {
  return Teller(posting, reader).Sentence();
}

Moved MovedFor(const Posting& posting, std::string_view person) {
  Moved moved;
  for (const v1::LedgerEntry& entry : posting.entries()) {
    if (person.empty() || entry.person() != person) continue;
    (entry.account().starts_with("earned/") ? moved.earned : moved.to_give) += entry.delta();
  }
  return moved;
}

Table LedgerTable(const std::vector<Posting>& postings, const LedgerReader& reader) {
  const bool of_nobody = reader.person.empty();
  Table table(of_nobody ? std::vector<std::string>{"when", "points", "what"}
                        : std::vector<std::string>{"when", "to_give", "earned", "what"});
  for (const Posting& posting : postings) {
    const std::string id =
        posting.recognition().empty()
            ? ""
            : fmt::format(" ({})", ShortIds({posting.recognition()}).Of(posting.recognition()));
    std::vector<Cell> row = {MomentCell(FromTimestamp(posting.create_time()), reader.here)};
    if (of_nobody) {
      row.push_back(Number(PointsOf(posting)));
    } else {
      const Moved moved = MovedFor(posting, reader.person);
      row.insert(row.end(), {Signed(moved.to_give), Signed(moved.earned)});
    }
    row.emplace_back(PostingSentence(posting, reader) + id);
    table.Add(std::move(row));
  }
  return table;
}

Table EntryTable(const std::vector<Posting>& postings, const LedgerReader& reader) {
  Table table({"transaction", "when", "kind", "period", "account", "delta", "by", "recognition", "reason"});
  for (const Posting& posting : postings) {
    for (const v1::LedgerEntry& entry : posting.entries()) {
      table.Add({posting.name(), MomentCell(FromTimestamp(posting.create_time()), reader.here),
                 EnumWord(posting.kind()), posting.period(), entry.account(), Number(entry.delta()),
                 reader.names.Person(posting.creator()), posting.recognition(), posting.reason()});
    }
  }
  return table;
}

}  // namespace laurel::cli
