#include "services/feedback/audience/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace laurel::feedback::audience {
namespace {

using common::v1::View;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::array kVisibilities = {
    v1::FEEDBACK_VISIBILITY_PRIVATE, v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER,
    v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, v1::FEEDBACK_VISIBILITY_TEAM, v1::FEEDBACK_VISIBILITY_PUBLIC};
constexpr std::array kStates = {v1::FEEDBACK_STATE_DRAFT, v1::FEEDBACK_STATE_SUBMITTED,
                                v1::FEEDBACK_STATE_ACKNOWLEDGED, v1::FEEDBACK_STATE_DISCARDED,
                                v1::FEEDBACK_STATE_RETRACTED};
constexpr std::array kRelations = {&Reader::author,      &Reader::subject, &Reader::line_manager,
                                   &Reader::chain_above, &Reader::coach,   &Reader::team_member,
                                   &Reader::hr_admin,    &Reader::auditor};

v1::Feedback Piece(v1::FeedbackVisibility visibility, v1::FeedbackState state) {
  v1::Feedback piece;
  piece.set_visibility(visibility);
  piece.set_state(state);
  return piece;
}

// The reader who is to the piece what the bits say, in the order of kRelations.
Reader ReaderWith(unsigned bits) {
  Reader reader;
  for (std::size_t i = 0; i < kRelations.size(); ++i) reader.*kRelations[i] = (bits >> i & 1U) != 0;
  return reader;
}

constexpr unsigned kAllReaders = 1U << kRelations.size();

char Letter(std::optional<View> view) {
  if (!view.has_value()) return '-';
  return *view == common::v1::VIEW_FULL ? 'F' : 'S';
}

// A row of the table: each relation alone, in the order of kRelations, then nobody.
std::string RowOf(v1::FeedbackVisibility visibility, v1::FeedbackState state) {
  std::string row;
  for (std::size_t i = 0; i < kRelations.size(); ++i) {
    row += Letter(ViewFor(ReaderWith(1U << i), Piece(visibility, state)));
  }
  return row + Letter(ViewFor(Reader(), Piece(visibility, state)));
}

// Nobody is author and subject of one piece.
template <typename Judge>
void ForEveryReaderAndPiece(Judge judge) {
  for (unsigned bits = 0; bits < kAllReaders; ++bits) {
    const Reader reader = ReaderWith(bits);
    if (reader.author && reader.subject) continue;
    for (const v1::FeedbackVisibility visibility : kVisibilities) {
      for (const v1::FeedbackState state : kStates) judge(reader, Piece(visibility, state));
    }
  }
}

bool IsKeptFrom(const Reader& reader, const v1::Feedback& piece) {
  return reader.subject && piece.visibility() == v1::FEEDBACK_VISIBILITY_MANAGER_ONLY;
}

TEST(Audience, IsThatOfTheTable) {
  // Author, subject, line manager, chain above, coach, team member, HR_ADMIN, AUDITOR, nobody.
  const std::vector<std::pair<v1::FeedbackVisibility, std::string>> table = {
      {v1::FEEDBACK_VISIBILITY_PRIVATE, "FF-----S-"},
      {v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER, "FFF---FS-"},
      {v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, "F-F---FS-"},
      {v1::FEEDBACK_VISIBILITY_TEAM, "FFFFFFFS-"},
      {v1::FEEDBACK_VISIBILITY_PUBLIC, "FFFFFFFFF"}};
  for (const auto& [visibility, row] : table) {
    const std::string& name = v1::FeedbackVisibility_Name(visibility);
    EXPECT_EQ(RowOf(visibility, v1::FEEDBACK_STATE_SUBMITTED), row) << name;
    EXPECT_EQ(RowOf(visibility, v1::FEEDBACK_STATE_ACKNOWLEDGED), row) << name;
    EXPECT_EQ(RowOf(visibility, v1::FEEDBACK_STATE_DRAFT), "F--------") << name;
    EXPECT_EQ(RowOf(visibility, v1::FEEDBACK_STATE_DISCARDED), "F--------") << name;
    std::string retracted = row;
    std::replace(retracted.begin() + 1, retracted.end(), 'F', 'S');
    EXPECT_EQ(RowOf(visibility, v1::FEEDBACK_STATE_RETRACTED), retracted) << name;
  }
}

TEST(Audience, ReadsAsMuchAsTheBestOfItsRelations) {
  ForEveryReaderAndPiece([](const Reader& reader, const v1::Feedback& piece) {
    std::optional<View> best = ViewFor(Reader(), piece);
    for (const auto relation : kRelations) {
      Reader alone;
      alone.*relation = reader.*relation;
      best = std::max(best, ViewFor(alone, piece));
    }
    EXPECT_EQ(ViewFor(reader, piece), IsKeptFrom(reader, piece) ? std::nullopt : best);
  });
}

TEST(Audience, LeavesTheSubjectOutOfWhatIsForTheirManagerWhateverElseTheyAre) {
  const Reader everything = ReaderWith(kAllReaders - 2);  // all but author
  ASSERT_FALSE(everything.author);
  const auto piece = Piece(v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, v1::FEEDBACK_STATE_SUBMITTED);
  EXPECT_EQ(ViewFor(everything, piece), std::nullopt);
  EXPECT_THAT(RelationsThatRead(everything, piece), IsEmpty());
}

TEST(Audience, NamesEachRelationThatWouldDoAlone) {
  ForEveryReaderAndPiece([](const Reader& reader, const v1::Feedback& piece) {
    const auto relations = RelationsThatRead(reader, piece);
    for (std::size_t i = 0; i < kRelations.size(); ++i) {
      Reader alone;
      alone.*kRelations[i] = true;
      const bool does = reader.*kRelations[i] && !IsKeptFrom(reader, piece) &&
                        ViewFor(reader, piece).has_value() && ViewFor(alone, piece) == ViewFor(reader, piece);
      EXPECT_EQ(std::ranges::count(relations, static_cast<v1::AudienceRelation>(i + 1)), does ? 1 : 0);
    }
  });
}

TEST(Audience, OfAPieceIsWhoeverHasARelationWithSight) {
  ForEveryReaderAndPiece([](const Reader& reader, const v1::Feedback& piece) {
    const auto relations = RelationsWithSight(piece);
    const auto shows = [&](int relation) {
      return std::ranges::count(relations, static_cast<v1::AudienceRelation>(relation)) > 0;
    };
    bool reads = shows(v1::AUDIENCE_RELATION_UNSPECIFIED);
    for (std::size_t i = 0; i < kRelations.size(); ++i) {
      reads = reads || (reader.*kRelations[i] && shows(static_cast<int>(i) + 1));
    }
    EXPECT_EQ(IsKeptFromSubject(piece), !shows(v1::AUDIENCE_RELATION_SUBJECT));
    if (reader.subject && IsKeptFromSubject(piece)) reads = false;
    EXPECT_EQ(ViewFor(reader, piece).has_value(), reads);
  });
}

TEST(Audience, OfAManagerWhoAuditsIsNamedByWhatShowsThemMore) {
  const Reader both{.line_manager = true, .auditor = true};
  const auto submitted = Piece(v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, v1::FEEDBACK_STATE_SUBMITTED);
  const auto retracted = Piece(v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, v1::FEEDBACK_STATE_RETRACTED);
  EXPECT_THAT(RelationsThatRead(both, submitted), ElementsAre(v1::AUDIENCE_RELATION_LINE_MANAGER));
  EXPECT_THAT(RelationsThatRead(both, retracted),
              ElementsAre(v1::AUDIENCE_RELATION_LINE_MANAGER, v1::AUDIENCE_RELATION_AUDITOR));
}

TEST(Audience, FindsInListsWhatItReads) {
  ForEveryReaderAndPiece([](const Reader& reader, const v1::Feedback& piece) {
    if (reader.author) return;  // their list is their own
    const auto visibilities = VisibilitiesFor(reader);
    const bool shown =
        piece.state() != v1::FEEDBACK_STATE_DRAFT && piece.state() != v1::FEEDBACK_STATE_DISCARDED;
    const bool by_team = reader.team_member && piece.visibility() == v1::FEEDBACK_VISIBILITY_TEAM;
    const bool listed = std::ranges::count(visibilities, piece.visibility()) > 0 || by_team;
    EXPECT_EQ(ViewFor(reader, piece).has_value(), shown && listed);
  });
}

TEST(Audience, OfAPieceOfNoVisibilityIsNobodyButItsAuthor) {
  const v1::Feedback none;
  EXPECT_EQ(ViewFor(ReaderWith(kAllReaders - 2), none), std::nullopt);
}

}  // namespace
}  // namespace laurel::feedback::audience
