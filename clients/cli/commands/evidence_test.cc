#include "clients/cli/commands/evidence.h"

#include "clients/cli/connection/exit_code.h"
#include "clients/cli/testing/fake_suite.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

common::v1::Evidence Parsed(std::string_view text) {
  const auto evidence = ParseEvidence(text, testing::FakeSuite::Now());
  EXPECT_TRUE(evidence.ok()) << text << ": " << evidence.status();
  return evidence.value_or(common::v1::Evidence());
}

TEST(Evidence, IsASystemAndItsId) {
  EXPECT_EQ(Parsed("zendesk:48213").system(), "zendesk");
  EXPECT_EQ(Parsed(" zendesk: 48213 ").external_id(), "48213");
  EXPECT_EQ(Parsed("calls:2026:11:7").external_id(), "2026:11:7");
}

TEST(Evidence, IsAnAddressAndTheSystemItsHost) {
  const auto evidence = Parsed("https://Desk.example.com:8443/tickets/48213?tab=1");
  EXPECT_EQ(evidence.system(), "desk.example.com");
  EXPECT_EQ(evidence.url(), "https://Desk.example.com:8443/tickets/48213?tab=1");
  EXPECT_EQ(evidence.external_id(), "");
}

TEST(Evidence, MaySayWhenItWas) {
  const auto evidence = Parsed("zendesk:48213 @yesterday 10:30");
  EXPECT_EQ(evidence.external_id(), "48213");
  EXPECT_EQ(FromTimestamp(evidence.occurred_time()),
            absl::FromCivil(absl::CivilMinute(2026, 11, 20, 10, 30), testing::FakeSuite::Now().zone));
  EXPECT_FALSE(Parsed("mail:ana@example.com").has_occurred_time());
}

TEST(Evidence, IsNotGuessed) {
  for (const char* text : {"48213", ":48213", "zendesk:", "", "ftp://example.com/1", "zendesk:1 @soon"}) {
    EXPECT_EQ(ExitCodeOf(ParseEvidence(text, testing::FakeSuite::Now()).status()), ExitCode::kUsage) << text;
  }
}

}  // namespace
}  // namespace laurel::cli
