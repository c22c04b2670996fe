#include "common/events/watch/resume_token.h"

#include <gmock/gmock.h>

#include <limits>

#include "common/testing/status_matchers.h"

namespace laurel::events {
namespace {

using laurel::testing::IsOkAndHolds;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

constexpr char kOrigin[] = "0c0ffee0-0000-0000-0000-000000000001";
constexpr auto kRefused = absl::StatusCode::kInvalidArgument;

ResumeTokens Ana(std::vector<std::string> types = {}) { return {kOrigin, "ana", std::move(types)}; }

TEST(ResumeToken, SaysWhereItsStreamGoesOn) {
  for (const std::int64_t position :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{300}, std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_THAT(Ana().Read(Ana().Make(position)), IsOkAndHolds(position));
  }
}

TEST(ResumeToken, IsGoodForTheSameTypesInAnyOrder) {
  const std::string token = Ana({"goal.*", "coaching.held", "goal.*"}).Make(7);
  EXPECT_THAT(Ana({"coaching.held", "goal.*"}).Read(token), IsOkAndHolds(7));
}

TEST(ResumeToken, IsRefusedWhenAltered) {
  const std::string token = Ana().Make(7);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(Ana().Read(altered), StatusIs(kRefused, "RESUME_TOKEN_INVALID")) << i;
  }
}

TEST(ResumeToken, IsRefusedWhenItIsNone) {
  const std::string token = Ana().Make(7);
  for (const std::string& text : {std::string(), std::string("x"), std::string("not base64 !"), token + "A",
                                  token + "=", token + "\n", token.substr(1), token + token}) {
    EXPECT_THAT(Ana().Read(text), StatusIs(kRefused, "RESUME_TOKEN_INVALID")) << text;
    EXPECT_THAT(Ana().Read(text), ViolatesField("resume_token"));
  }
}

TEST(ResumeToken, IsRefusedByAnotherService) {
  const ResumeTokens other("0c0ffee0-0000-0000-0000-000000000002", "ana", {});
  EXPECT_THAT(other.Read(Ana().Make(7)), StatusIs(kRefused, "RESUME_TOKEN_OTHER_SERVICE"));
}

TEST(ResumeToken, IsRefusedForAnotherCaller) {
  const ResumeTokens ben(kOrigin, "ben", {});
  EXPECT_THAT(ben.Read(Ana().Make(7)), StatusIs(kRefused, "RESUME_TOKEN_OTHER_CALLER"));
}

TEST(ResumeToken, IsRefusedForOtherTypes) {
  const std::string token = Ana({"goal.closed"}).Make(7);
  for (const ResumeTokens& other : {Ana(), Ana({"goal.*"}), Ana({"goal.closed", "goal.reopened"})}) {
    EXPECT_THAT(other.Read(token), StatusIs(kRefused, "RESUME_TOKEN_OTHER_TYPES"));
  }
}

TEST(ResumeToken, IsRefusedByAnotherKindOfStream) {
  const ResumeTokens organization(kOrigin, "ana", {"organization"});
  EXPECT_THAT(organization.Read(Ana().Make(7)), StatusIs(kRefused, "RESUME_TOKEN_OTHER_TYPES"));
}

TEST(ResumeToken, SaysFirstWhatIsWrongAtTheRoot) {
  const ResumeTokens other("another", "ben", {"goal.*"});
  EXPECT_THAT(other.Read(Ana().Make(7)), StatusIs(kRefused, "RESUME_TOKEN_OTHER_SERVICE"));
  const ResumeTokens ben(kOrigin, "ben", {"goal.*"});
  EXPECT_THAT(ben.Read(Ana().Make(7)), StatusIs(kRefused, "RESUME_TOKEN_OTHER_CALLER"));
}

}  // namespace
}  // namespace laurel::events
