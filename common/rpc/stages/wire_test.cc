#include "common/rpc/stages/wire.h"

#include <gtest/gtest.h>

#include "common/rpc/channel.h"
#include "common/status/error.h"
#include "common/testing/status_matchers.h"
#include "fmt/format.h"

namespace laurel::rpc {
namespace {

using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

TEST(Wire, CarriesEveryDetailThereAndBack) {
  const absl::Status sent =
      Error(absl::StatusCode::kAborted, "STALE_ETAG", "read it again").With("current_etag", "7");
  const absl::Status received = FromWire(ToWire(sent));
  EXPECT_THAT(received, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_EQ(ErrorInfoOf(received)->metadata().at("current_etag"), "7");
  EXPECT_EQ(std::string(received.message()), "read it again");
}

TEST(Wire, OkIsOk) { EXPECT_TRUE(FromWire(ToWire(absl::OkStatus())).ok()); }

TEST(Wire, CutsViolationsToWhatAClientAccepts) {
  FieldViolations violations;
  for (int i = 0; i < 1000; ++i) violations.Add(fmt::format("items[{:04}]", i), "is longer than it may be");
  const grpc::Status wire = ToWire(violations.ToStatus());
  EXPECT_LE(wire.error_details().size(), 4096U);
  EXPECT_THAT(FromWire(wire), ViolatesField("items[0000]"));
}

TEST(Presentable, GivesEveryErrorAReason) {
  EXPECT_THAT(Presentable(absl::AbortedError("raced")), StatusIs(absl::StatusCode::kAborted, "ABORTED"));
  const absl::Status unavailable = Presentable(absl::UnavailableError("down"));
  EXPECT_THAT(unavailable, StatusIs(absl::StatusCode::kUnavailable, "UNAVAILABLE"));
  EXPECT_TRUE(RetryDelayOf(unavailable).has_value());
}

TEST(Presentable, TellsNothingOfAnUnknownError) {
  const absl::Status shown = Presentable(absl::UnknownError("secret table name"));
  EXPECT_THAT(shown, StatusIs(absl::StatusCode::kInternal, "INTERNAL"));
  EXPECT_EQ(std::string(shown.message()).find("secret"), std::string::npos);
}

}  // namespace
}  // namespace laurel::rpc
