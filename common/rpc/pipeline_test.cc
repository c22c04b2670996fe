// Each stage's refusal as a client sees it, and that stages come in their order.
#include "common/rpc/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "common/rpc/testing/echo_service.h"
#include "common/status/error.h"
#include "common/testing/status_matchers.h"
#include "fmt/format.h"

namespace laurel::rpc {
namespace {

using laurel::testing::CallAs;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using testing::EchoFixture;
using testing::EchoRequest;
using testing::EchoResponse;
using testing::InFlight;
using testing::MetricOf;
using testing::Saying;

constexpr char kSomeone[] = "people/01arz3ndektsv4rrffq69g5fav";

TEST(Pipeline, TheHandlerSeesACheckedRequestAndItsCaller) {
  EchoFixture::Options options;
  options.resolver = [](const auth::Identity&, bool, absl::Time) {
    auth::Principal principal{.id = "01arz3ndektsv4rrffq69g5fav", .name = kSomeone, .is = {}};
    principal.is.Add(common::v1::CALLER_PERSON);
    return principal;
  };
  EchoFixture fixture(options);
  fixture.env.echo = [](Call& call, const EchoRequest& request) {
    EXPECT_EQ(call.caller.name, kSomeone);
    EXPECT_EQ(call.method, "laurel.rpc.testing.EchoService/Echo");
    EXPECT_EQ(call.key.principal, call.caller.id);
    EXPECT_TRUE(call.key.request_id.empty());
    EXPECT_FALSE(call.audited);
    EXPECT_EQ(request.person(), kSomeone);
    EchoResponse response;
    response.set_text(request.text());
    return response;
  };
  EchoRequest request = Saying("  hello  ");
  request.set_person("people/me");
  const auto answer = fixture.Echo(request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->text(), "hello");
}

TEST(Pipeline, ABadTokenGetsOneConstantMessage) {
  EchoFixture fixture;
  const auto missing = fixture.Echo(Saying("x"), "");
  const auto bad = fixture.Echo(Saying("x"), "bad");
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
  EXPECT_EQ(bad.status(), missing.status());
  EXPECT_EQ(fixture.env.runs, 0);
}

TEST(Pipeline, AuthenticationComesBeforePolicyAndPolicyBeforeFieldRules) {
  EchoFixture fixture;
  EchoResponse response;
  const auto nobody = CallAs("bad");
  EXPECT_THAT(FromWire(fixture.stub->Administer(nobody.get(), EchoRequest(), &response)),
              StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
  const auto ana = CallAs("ana");
  EXPECT_THAT(FromWire(fixture.stub->Administer(ana.get(), EchoRequest(), &response)),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(fixture.Echo(EchoRequest()), ViolatesField("text"));
  EXPECT_EQ(fixture.env.runs, 0);
}

TEST(Pipeline, TheRateOfOneCallerIsLimitedWithRetryInfo) {
  EchoFixture::Options options;
  options.pipeline.rate = 0.001;
  options.pipeline.burst = 1;
  EchoFixture fixture(options);
  EXPECT_THAT(fixture.Echo(Saying("x"), "ana"), IsOk());
  const auto refused = fixture.Echo(Saying("x"), "ana");
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted, "RATE_LIMITED"));
  EXPECT_TRUE(RetryDelayOf(refused.status()).has_value());
  EXPECT_THAT(fixture.Echo(Saying("x"), "ben"), IsOk());
}

TEST(Pipeline, DeadlinesAreDefaultedAndCapped) {
  EchoFixture fixture;
  absl::Duration left;
  fixture.env.echo = [&](Call& call, const EchoRequest&) {
    left = call.deadline - call.now;
    return EchoResponse();
  };
  EchoResponse response;
  grpc::ClientContext without_deadline;
  Authorize(without_deadline, "ana");
  ASSERT_TRUE(fixture.stub->Echo(&without_deadline, Saying("x"), &response).ok());
  EXPECT_EQ(left, absl::Seconds(10));
  grpc::ClientContext long_deadline;
  Authorize(long_deadline, "ana");
  long_deadline.set_deadline(std::chrono::system_clock::now() + std::chrono::hours(1));
  ASSERT_TRUE(fixture.stub->Echo(&long_deadline, Saying("x"), &response).ok());
  EXPECT_EQ(left, absl::Seconds(60));
}

TEST(Pipeline, WhatAHandlerThrowsIsInternalWithAnIncidentOnly) {
  EchoFixture fixture;
  fixture.env.echo = [](Call&, const EchoRequest&) -> absl::StatusOr<EchoResponse> {
    throw std::runtime_error("secret of the database");
  };
  const auto answer = fixture.Echo(Saying("x"));
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kInternal, "INTERNAL"));
  EXPECT_EQ(std::string(answer.status().message()).find("secret"), std::string::npos);
  EXPECT_FALSE(ErrorInfoOf(answer.status())->metadata().empty());
  fixture.env.echo = [](Call&, const EchoRequest&) -> absl::StatusOr<EchoResponse> { throw 1; };
  EXPECT_THAT(fixture.Echo(Saying("x")), StatusIs(absl::StatusCode::kInternal, "INTERNAL"));
}

TEST(Pipeline, AResolverThatThrowsIsInternal) {
  EchoFixture::Options options;
  options.resolver = [](const auth::Identity&, bool, absl::Time) -> absl::StatusOr<auth::Principal> {
    throw std::runtime_error("no organisation");
  };
  EchoFixture fixture(options);
  EXPECT_THAT(fixture.Echo(Saying("x")), StatusIs(absl::StatusCode::kInternal, "INTERNAL"));
}

TEST(Pipeline, AnUnknownPersonIsLookedUpOnAWorkerAndThenAdmitted) {
  EchoFixture::Options options;
  std::atomic<int> waits{0};
  options.resolver = [&, known = options.resolver](const auth::Identity& identity, bool may_wait,
                                                   absl::Time deadline) -> absl::StatusOr<auth::Principal> {
    if (!may_wait) return Error(absl::StatusCode::kUnavailable, "PERSON_PENDING", "not in memory");
    ++waits;
    if (identity.person != "ana")
      return Error(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN", "ask HR");
    return known(identity, may_wait, deadline);
  };
  EchoFixture fixture(options);
  EXPECT_THAT(fixture.Echo(Saying("x"), "ana"), IsOk());
  EXPECT_THAT(fixture.Echo(Saying("x"), "eve"),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
  EXPECT_THAT(fixture.Echo(EchoRequest(), "ana"), ViolatesField("text"));
  EXPECT_EQ(waits, 3);
}

TEST(Pipeline, MetadataOfOursReachesTheHandlerAndBack) {
  EchoFixture fixture;
  fixture.env.echo = [](Call& call, const EchoRequest&) {
    EXPECT_EQ(call.metadata.size(), 1U);
    EXPECT_EQ(call.metadata.at(0).second, "41");
    call.trailing_metadata.emplace_back("laurel-org-version", "42");
    return EchoResponse();
  };
  const auto context = CallAs("ana");
  context->AddMetadata("laurel-org-version", "41");
  context->AddMetadata("other", "1");
  EchoResponse response;
  ASSERT_TRUE(fixture.stub->Echo(context.get(), Saying("x"), &response).ok());
  const auto& trailing = context->GetServerTrailingMetadata();
  const auto version = trailing.find("laurel-org-version");
  ASSERT_NE(version, trailing.end());
  EXPECT_EQ(std::string(version->second.data(), version->second.size()), "42");
}

TEST(Pipeline, WhatRunsBeforeHandlersCanRefuse) {
  EchoFixture::Options options;
  options.pipeline.before_handler = [](Call&) -> absl::Status {
    return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE", "wait").RetryAfter(absl::Seconds(1));
  };
  EchoFixture fixture(options);
  EXPECT_THAT(fixture.Echo(Saying("x")), StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_EQ(fixture.env.runs, 0);
}

TEST(Pipeline, CountsEveryCallUnderItsCode) {
  EchoFixture fixture;
  const std::string labels =
      R"(grpc_method="Echo",grpc_service="laurel.rpc.testing.EchoService",grpc_type="unary")";
  const auto handled = [&](std::string_view code) {
    return MetricOf(fixture, fmt::format(R"(grpc_server_handled_total{{grpc_code="{}",{}}})", code, labels));
  };
  EXPECT_EQ(handled("NotFound"), 0);
  (void)fixture.Echo(Saying("x"));
  (void)fixture.Echo(Saying("x"), "bad");
  EXPECT_EQ(handled("OK"), 1);
  EXPECT_EQ(handled("Unauthenticated"), 1);
  EXPECT_EQ(MetricOf(fixture, fmt::format("grpc_server_started_total{{{}}}", labels)), 2);
  EXPECT_EQ(MetricOf(fixture, fmt::format("grpc_server_handling_seconds_count{{{}}}", labels)), 2);
  EXPECT_EQ(InFlight(fixture), 0);
  EXPECT_EQ(MetricOf(fixture, "laurel_admission_limit"), 1024);
}

}  // namespace
}  // namespace laurel::rpc
