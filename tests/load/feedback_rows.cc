#include "tests/load/feedback_rows.h"

#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

#include "absl/time/clock.h"
#include "common/api/ulid.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::load {
namespace {

namespace v1 = feedback::v1;

constexpr int kPeople = 1000;
constexpr int kRowsAStatement = 200;
constexpr int kRowsATransaction = 4'000;
constexpr absl::Duration kSpan = absl::Hours(24 * 365 * 3);

constexpr char kColumns[] =
    "id, version, create_time, update_time, author, subject, kind, strengths, growth_areas, next_step, "
    "visibility, focus_area, competencies, evidence, session, goals, state, state_time, submit_time, "
    "acknowledge_time, acknowledge_comment, audience_teams";
constexpr char kPiece[] =
    "(?, 2, ?, ?, ?, ?, ?, 'Stayed calm with a customer who had called four times, and found the mistake.', "
    "'Ask for the order number first: it saves a minute on each call.', '', ?, 'Call opening', '[]', '[]', "
    "?, "
    "'[]', ?, ?, ?, ?, '', ?)";

constexpr char kIntoTeams[] =
    "INSERT INTO feedback_team (team, subject, kind, order_time, feedback, state) VALUES ";

std::string Repeated(const std::string& begin, const std::string& row, int times) {
  std::string sql = begin;
  for (int i = 0; i < times; ++i) sql += (i > 0 ? ", " : "") + row;
  return sql;
}

struct Piece {
  std::string id, author, subject, session;
  absl::Time time;
  int kind, visibility, state;
};

// Deterministic in the number: each piece has a generator of its own.
class Writer {
 public:
  // `of`: so many pieces fill the span.
  Writer(const Heavy& heavy, int of) : heavy_(heavy), of_(of), start_(absl::Now() - kSpan) {
    std::vector<double> weights;
    for (int i = 0; i < kPeople; ++i) {
      people_.push_back(api::SmallestUlidOf(absl::FromUnixMillis(1'000'000'000 + i)));
      teams_.push_back(api::SmallestUlidOf(absl::FromUnixMillis(2'000'000'000 + i / 10)));
      weights.push_back(1 / std::pow(i + 1, 0.8));
    }
    skewed_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  }

  Piece Make(int number) {
    std::minstd_rand random(static_cast<unsigned>(number) * 2'654'435'761U + 1);
    random.discard(3);
    const auto percent = [&] { return static_cast<int>(random() % 100); };
    Piece piece;
    piece.time = start_ + kSpan * number / of_;
    piece.id = api::NewUlid(piece.time);
    piece.subject = number % 10 == 0 ? heavy_.subject : people_[skewed_(random)];
    piece.author = percent() < 5 ? heavy_.author : percent() < 2 ? heavy_.peer : people_[skewed_(random)];
    if (piece.subject != heavy_.subject && percent() < 2) piece.author = heavy_.subject;
    const int kind = percent();
    piece.kind = kind < 60   ? v1::FEEDBACK_KIND_PRAISE
                 : kind < 80 ? v1::FEEDBACK_KIND_MIXED
                             : v1::FEEDBACK_KIND_CONSTRUCTIVE;
    piece.visibility = 1 + percent() % (piece.kind == v1::FEEDBACK_KIND_CONSTRUCTIVE ? 3 : 5);
    const int state = percent();
    piece.state = state < 70   ? v1::FEEDBACK_STATE_ACKNOWLEDGED
                  : state < 92 ? v1::FEEDBACK_STATE_SUBMITTED
                  : state < 97 ? v1::FEEDBACK_STATE_DRAFT
                  : state < 98 ? v1::FEEDBACK_STATE_DISCARDED
                               : v1::FEEDBACK_STATE_RETRACTED;
    if (piece.subject == heavy_.subject && percent() < 10) piece.session = heavy_.session;
    return piece;
  }

  std::string TeamOf(const Piece& piece) {
    if (piece.subject == heavy_.subject) return heavy_.team;
    return teams_[std::hash<std::string>()(piece.subject) % teams_.size()];
  }
  static bool Shown(const Piece& piece) {
    return piece.state != v1::FEEDBACK_STATE_DRAFT && piece.state != v1::FEEDBACK_STATE_DISCARDED;
  }

  void Add(const Piece& piece, sql::Values& pieces, sql::Values& teams) {
    const bool team = piece.visibility == v1::FEEDBACK_VISIBILITY_TEAM && Shown(piece);
    pieces.insert(pieces.end(), {piece.id, piece.time, piece.time, piece.author, piece.subject,
                                 std::int64_t{piece.kind}, std::int64_t{piece.visibility}});
    AddIf(!piece.session.empty(), piece.session, pieces);
    pieces.insert(pieces.end(), {std::int64_t{piece.state}, piece.time});
    AddIf(Shown(piece), piece.time, pieces);
    AddIf(piece.state == v1::FEEDBACK_STATE_ACKNOWLEDGED, piece.time, pieces);
    pieces.emplace_back(team ? fmt::format(R"(["teams/{}"])", TeamOf(piece)) : std::string("[]"));
    if (!team) return;
    teams.insert(teams.end(), {TeamOf(piece), piece.subject, std::int64_t{piece.kind}, piece.time, piece.id,
                               std::int64_t{piece.state}});
  }

 private:
  template <typename T>
  static void AddIf(bool there, const T& value, sql::Values& values) {
    if (there) {
      values.emplace_back(value);
    } else {
      values.emplace_back(nullptr);
    }
  }

  const Heavy heavy_;
  const int of_;
  const absl::Time start_;
  std::vector<std::string> people_, teams_;
  std::discrete_distribution<std::size_t> skewed_;
};

absl::Status InsertRows(sql::Connection& connection, Writer& writer, int first, int rows) {
  sql::Values pieces, teams;
  for (int number = first; number < first + rows; ++number) writer.Add(writer.Make(number), pieces, teams);
  RETURN_IF_ERROR(
      connection
          .Execute(Repeated(fmt::format("INSERT INTO feedback ({}) VALUES ", kColumns), kPiece, rows), pieces)
          .status());
  // Powers of two, so that few statements are prepared.
  constexpr std::size_t kCells = 6;
  std::size_t width = 64;
  for (auto at = teams.begin(); at != teams.end();) {
    const auto left = static_cast<std::size_t>(teams.end() - at) / kCells;
    while (width > left) width /= 2;
    const auto end = at + static_cast<std::ptrdiff_t>(width * kCells);
    RETURN_IF_ERROR(connection
                        .Execute(Repeated(kIntoTeams, "(?, ?, ?, ?, ?, ?)", static_cast<int>(width)),
                                 sql::Values(at, end))
                        .status());
    at = end;
  }
  return absl::OkStatus();
}

}  // namespace

void InsertPieces(sql::Database& database, const Heavy& heavy, int pieces) {
  Writer writer(heavy, pieces);
  for (int from = 0; from < pieces; from += kRowsATransaction) {
    const int to = std::min(pieces, from + kRowsATransaction);
    const absl::Status status =
        database.Transact(absl::Now() + absl::Minutes(1), [&](sql::Connection& connection) {
          for (int first = from; first < to; first += kRowsAStatement) {
            RETURN_IF_ERROR(InsertRows(connection, writer, first, std::min(kRowsAStatement, to - first)));
          }
          return absl::OkStatus();
        });
    if (!status.ok()) throw std::runtime_error("INSERT: " + status.ToString());
  }
}

}  // namespace laurel::load
