#include "services/recognition/audience/rules.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace laurel::recognition::audience {
namespace {

using common::v1::View;

constexpr std::array kRelations = {
    &Reader::sender,   &Reader::recipient, &Reader::above_recipient,   &Reader::team_member,
    &Reader::approver, &Reader::decided,   &Reader::recognition_admin, &Reader::auditor};
constexpr unsigned kAllReaders = 1U << kRelations.size();

constexpr std::array kVisibilities = {v1::RECOGNITION_VISIBILITY_PUBLIC, v1::RECOGNITION_VISIBILITY_TEAM,
                                      v1::RECOGNITION_VISIBILITY_PRIVATE};

v1::Recognition Thanks(v1::RecognitionVisibility visibility, v1::RecognitionState state) {
  v1::Recognition thanks;
  thanks.set_visibility(visibility);
  thanks.set_state(state);
  return thanks;
}

// The reader who is to it what the bits say, in the order of kRelations.
Reader ReaderWith(unsigned bits) {
  Reader reader;
  for (std::size_t i = 0; i < kRelations.size(); ++i) reader.*kRelations[i] = (bits >> i & 1U) != 0;
  return reader;
}

char Letter(std::optional<View> view) {
  if (!view.has_value()) return '-';
  return *view == common::v1::VIEW_FULL ? 'F' : 'S';
}

// A row of the table: each relation alone, in the order of kRelations, then nobody.
std::string RowOf(v1::RecognitionVisibility visibility, v1::RecognitionState state) {
  std::string row;
  for (std::size_t i = 0; i < kRelations.size(); ++i) {
    row += Letter(ViewFor(ReaderWith(1U << i), Thanks(visibility, state)));
  }
  return row + Letter(ViewFor(Reader(), Thanks(visibility, state)));
}

// sender, recipient, above a recipient, team member, approver, who decided, RECOGNITION_ADMIN, AUDITOR,
// nobody
TEST(ReadersOfARecognition, AreThoseOfTheProductWhileItIsPublished) {
  const auto row = [](auto visibility) { return RowOf(visibility, v1::RECOGNITION_STATE_PUBLISHED); };
  EXPECT_EQ(row(v1::RECOGNITION_VISIBILITY_PUBLIC), "FFFFFFFFF");
  EXPECT_EQ(row(v1::RECOGNITION_VISIBILITY_TEAM), "FFFF-FFS-");
  EXPECT_EQ(row(v1::RECOGNITION_VISIBILITY_PRIVATE), "FF---FFS-");
}

TEST(ReadersOfARecognition, AreFewWhileItIsNotPublishedWhateverItsVisibility) {
  for (const auto visibility : kVisibilities) {
    EXPECT_EQ(RowOf(visibility, v1::RECOGNITION_STATE_PENDING_APPROVAL), "F---F-FS-");
    EXPECT_EQ(RowOf(visibility, v1::RECOGNITION_STATE_REJECTED), "F----FFS-");
    EXPECT_EQ(RowOf(visibility, v1::RECOGNITION_STATE_HIDDEN), "FS----FS-");
    EXPECT_EQ(RowOf(visibility, v1::RECOGNITION_STATE_REVOKED), "FS----FS-");
  }
}

TEST(ReadersOfARecognition, ReadNothingOfAStateThatIsNotKnown) {
  for (unsigned bits = 0; bits < kAllReaders; ++bits) {
    EXPECT_FALSE(ViewFor(ReaderWith(bits), v1::Recognition()).has_value()) << bits;
  }
}

TEST(ReadersOfARecognition, ReadTheMostThatOneOfTheirRelationsReads) {
  for (const auto visibility : kVisibilities) {
    for (int state = v1::RecognitionState_MIN; state <= v1::RecognitionState_MAX; ++state) {
      const v1::Recognition thanks = Thanks(visibility, static_cast<v1::RecognitionState>(state));
      for (unsigned bits = 0; bits < kAllReaders; ++bits) {
        std::optional<View> best = ViewFor(Reader(), thanks);
        for (std::size_t i = 0; i < kRelations.size(); ++i) {
          if ((bits >> i & 1U) != 0) best = std::max(best, ViewFor(ReaderWith(1U << i), thanks));
        }
        EXPECT_EQ(ViewFor(ReaderWith(bits), thanks), best) << visibility << " " << state << " " << bits;
      }
    }
  }
}

TEST(ReadersOfARecognition, AreEverybodyOfWhatIsPublishedToAllAlone) {
  for (const auto visibility : kVisibilities) {
    for (int state = v1::RecognitionState_MIN; state <= v1::RecognitionState_MAX; ++state) {
      EXPECT_EQ(IsForEverybody(Thanks(visibility, static_cast<v1::RecognitionState>(state))),
                visibility == v1::RECOGNITION_VISIBILITY_PUBLIC && state == v1::RECOGNITION_STATE_PUBLISHED);
    }
  }
}

// The relations of whoever reads why a recognition came into a state, as letters in the order of kRelations.
std::string ReasonsOf(View view, v1::RecognitionState to) {
  std::string row;
  for (std::size_t i = 0; i < kRelations.size(); ++i)
    row += ReadsReason(ReaderWith(1U << i), view, to) ? 'R' : '-';
  return row + (ReadsReason(Reader(), view, to) ? 'R' : '-');
}

TEST(Reason, OfAnApprovalIsForTheSenderWhoDecidedAndRecognitionAdmins) {
  EXPECT_EQ(ReasonsOf(common::v1::VIEW_FULL, v1::RECOGNITION_STATE_PUBLISHED), "R----RR--");
  EXPECT_EQ(ReasonsOf(common::v1::VIEW_SUMMARY, v1::RECOGNITION_STATE_PUBLISHED), "---------");
}

TEST(Reason, OfAnythingElseIsForThoseWhoReadAllOfItAndOfHidingForRecipients) {
  for (const auto to :
       {v1::RECOGNITION_STATE_HIDDEN, v1::RECOGNITION_STATE_REVOKED, v1::RECOGNITION_STATE_REJECTED}) {
    EXPECT_EQ(ReasonsOf(common::v1::VIEW_FULL, to), "RRRRRRRRR");
    EXPECT_EQ(ReasonsOf(common::v1::VIEW_SUMMARY, to),
              to == v1::RECOGNITION_STATE_HIDDEN ? "-R-------" : "---------");
  }
}

}  // namespace
}  // namespace laurel::recognition::audience
