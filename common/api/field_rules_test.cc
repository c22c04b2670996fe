#include "common/api/field_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "common/api/field_rules_test.pb.h"
#include "common/status/error.h"
#include "common/testing/status_matchers.h"

namespace laurel::api {
namespace {

using ::laurel::testing::IsOk;
using ::laurel::testing::StatusIs;
using ::laurel::testing::ViolatesField;

constexpr char kAna[] = "people/01h0000000000000000000000a";
constexpr char kBen[] = "people/01h0000000000000000000000b";
constexpr char kTalk[] = "talks/01h0000000000000000000000t";

testing::CreateTalkRequest Valid() {
  testing::CreateTalkRequest request;
  request.mutable_talk()->set_title("title");
  request.mutable_talk()->add_attendees(kBen);
  request.mutable_talk()->set_kind(testing::TALK_KIND_SHORT);
  return request;
}

absl::Status Apply(google::protobuf::Message&& request) { return ApplyFieldRules(kAna, request); }

std::string DescriptionOf(const absl::Status& status) {
  const auto fields = BadRequestOf(status);
  return fields.has_value() ? fields->field_violations(0).description() : "";
}

TEST(FieldRules, AcceptAValidRequest) { EXPECT_THAT(Apply(Valid()), IsOk()); }

TEST(FieldRules, TrimUnicodeWhiteSpaceEverywhere) {
  auto request = Valid();
  request.mutable_talk()->set_title("\u00A0\u2003 a b\t\r\n\u3000");
  request.mutable_talk()->set_attendees(0, std::string(" ") + kBen + "\n");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_EQ(request.talk().title(), "a b");
  EXPECT_EQ(request.talk().attendees(0), kBen);
}

TEST(FieldRules, CountCodePointsAfterTrimming) {
  auto request = Valid();
  request.mutable_talk()->set_title("  😀😀😀😀😀  ");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  request.mutable_talk()->set_title("😀😀😀😀😀é");
  const absl::Status status = ApplyFieldRules(kAna, request);
  EXPECT_THAT(status, ViolatesField("talk.title"));
  EXPECT_EQ(DescriptionOf(status), "at most 5 characters; this has 6");
}

TEST(FieldRules, RefuseControlCharactersButNewlineAndTab) {
  for (const std::string& text : {std::string("a\0b", 3), std::string("a\x1b z"), std::string("a\x7f z"),
                                  std::string("a\u0085b"), std::string("a\r\nb")}) {
    auto request = Valid();
    request.mutable_talk()->set_text(text);
    EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.text")) << text;
  }
  auto request = Valid();
  request.mutable_talk()->set_text("a\nb\tc é\u00A0x");
  EXPECT_THAT(Apply(std::move(request)), IsOk());
}

TEST(FieldRules, RefuseControlCharactersInFieldsWithoutRules) {
  auto request = Valid();
  request.mutable_talk()->set_etag("1\x01");
  EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.etag"));
}

TEST(FieldRules, RefuseNewlineAndTabInASingleLine) {
  for (const char* title : {"a\nb", "a\tb"}) {
    auto request = Valid();
    request.mutable_talk()->set_title(title);
    EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.title"));
  }
}

TEST(FieldRules, TellEveryViolationAtOnce) {
  testing::CreateTalkRequest request;
  request.mutable_talk()->set_title(" \u2003 ");
  request.set_request_id("no");
  const absl::Status status = ApplyFieldRules(kAna, request);
  for (const char* path : {"talk.title", "talk.attendees", "talk.kind", "request_id"}) {
    EXPECT_THAT(status, ViolatesField(path));
  }
  EXPECT_THAT(Apply(testing::CreateTalkRequest()), ViolatesField("talk"));
}

TEST(FieldRules, ClearOutputOnlyFieldsAtEveryDepth) {
  auto request = Valid();
  request.mutable_talk()->mutable_create_time()->set_nanos(-1);
  auto* evidence = request.mutable_talk()->add_evidence();
  evidence->set_system("crm");
  evidence->mutable_seen_time()->set_seconds(1);
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_FALSE(request.talk().has_create_time());
  EXPECT_FALSE(request.talk().evidence(0).has_seen_time());
}

TEST(FieldRules, CutTimesToTheMicrosecondEverywhere) {
  auto request = Valid();
  request.mutable_talk()->mutable_held_time()->set_nanos(123'456'789);
  testing::Talk& part = *request.mutable_talk()->add_parts() = Valid().talk();
  part.mutable_held_time()->set_seconds(-1);
  part.mutable_held_time()->set_nanos(999);
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_EQ(request.talk().held_time().nanos(), 123'456'000);
  EXPECT_EQ(request.talk().parts(0).held_time().seconds(), -1);
  EXPECT_EQ(request.talk().parts(0).held_time().nanos(), 0);
}

TEST(FieldRules, CutTimesInAList) {
  testing::Reminders request;
  for (const int nanos : {1'999, 2'000}) request.add_times()->set_nanos(nanos);
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_EQ(request.times(0).nanos(), 1'000);
  EXPECT_EQ(request.times(1).nanos(), 2'000);
  request.add_times()->set_nanos(-1);
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("times[2]"));
}

TEST(FieldRules, PutTheCallerForMe) {
  auto request = Valid();
  request.mutable_talk()->set_attendees(0, " people/me ");
  request.mutable_talk()->set_balance("people/me/balance");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_EQ(request.talk().attendees(0), kAna);
  EXPECT_EQ(request.talk().balance(), std::string(kAna) + "/balance");
}

TEST(FieldRules, LeaveMeAloneWhereNoPersonIsMeant) {
  auto request = Valid();
  request.mutable_talk()->set_text("people/me");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_EQ(request.talk().text(), "people/me");
  request.mutable_talk()->set_attendees(0, "people/meg");
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("talk.attendees[0]"));
}

TEST(FieldRules, RefuseMeFromAService) {
  testing::ListTalksRequest request;
  request.set_window_days(1);
  request.set_coach("people/me");
  EXPECT_THAT(ApplyFieldRules("", request), ViolatesField("coach"));
}

TEST(FieldRules, AcceptOnlyTheDeclaredPatterns) {
  for (const char* name : {"program", "people/01h0000000000000000000000a/balance", ""}) {
    auto request = Valid();
    request.mutable_talk()->set_balance(name);
    EXPECT_THAT(Apply(std::move(request)), IsOk()) << name;
  }
  for (const char* name :
       {kAna, "programs", "people//balance", "people/01H0000000000000000000000A/balance"}) {
    auto request = Valid();
    request.mutable_talk()->set_balance(name);
    EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.balance")) << name;
  }
}

TEST(FieldRules, FindTheSamePersonTwiceAlsoAsMe) {
  auto request = Valid();
  request.mutable_talk()->add_attendees(kAna);
  request.mutable_talk()->add_attendees("people/me");
  EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.attendees[2]"));
  request = Valid();
  request.mutable_talk()->add_kinds(testing::TALK_KIND_LONG);
  request.mutable_talk()->add_kinds(testing::TALK_KIND_LONG);
  EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.kinds[1]"));
}

TEST(FieldRules, BoundTheNumberOfItems) {
  auto request = Valid();
  for (const char id : {'c', 'd'})
    request.mutable_talk()->add_attendees(std::string("people/01h0000000000000000000000") + id);
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  request.mutable_talk()->add_attendees("people/01h0000000000000000000000e");
  EXPECT_EQ(DescriptionOf(ApplyFieldRules(kAna, request)), "at most 3 items; this has 4");
}

TEST(FieldRules, RefuseAnEmptyItem) {
  auto request = Valid();
  request.mutable_talk()->add_attendees(" ");
  EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.attendees[1]"));
}

TEST(FieldRules, RefuseEnumNumbersThatTheServerDoesNotKnow) {
  auto request = Valid();
  request.mutable_talk()->set_kind(static_cast<testing::TalkKind>(99));
  request.mutable_talk()->add_kinds(static_cast<testing::TalkKind>(-1));
  const absl::Status status = ApplyFieldRules(kAna, request);
  EXPECT_THAT(status, ViolatesField("talk.kind"));
  EXPECT_THAT(status, ViolatesField("talk.kinds[0]"));
}

TEST(FieldRules, BoundDurationsInclusively) {
  struct Case {
    std::int64_t seconds;
    int nanos;
    bool ok;
  };
  for (const auto& [seconds, nanos, ok] : {Case{300, 0, true},
                                           {28800, 0, true},
                                           {299, 999'999'999, false},
                                           {28800, 1, false},
                                           {0, 0, false},
                                           {-600, 0, false},
                                           {600, -1, false},
                                           {600, 1'000'000'000, false},
                                           {INT64_MAX, 0, false},
                                           {INT64_MIN, INT32_MIN, false}}) {
    auto request = Valid();
    request.mutable_talk()->mutable_duration()->set_seconds(seconds);
    request.mutable_talk()->mutable_duration()->set_nanos(nanos);
    EXPECT_EQ(Apply(std::move(request)).ok(), ok) << seconds << " " << nanos;
  }
}

TEST(FieldRules, RefuseTimesAndDatesThatDoNotExist) {
  auto request = Valid();
  request.mutable_talk()->mutable_held_time()->set_nanos(1'000'000'000);
  request.mutable_talk()->mutable_due_date()->set_year(2026);
  const absl::Status status = ApplyFieldRules(kAna, request);
  EXPECT_THAT(status, ViolatesField("talk.held_time"));
  EXPECT_THAT(status, ViolatesField("talk.due_date"));
  for (const std::int64_t seconds :
       {INT64_MIN, INT64_MAX, std::int64_t{-62'135'596'800}, std::int64_t{253'402'300'800}}) {
    request = Valid();
    request.mutable_talk()->mutable_held_time()->set_seconds(seconds);
    EXPECT_THAT(Apply(std::move(request)), ViolatesField("talk.held_time")) << seconds;
  }
  request = Valid();
  request.mutable_talk()->mutable_held_time()->set_seconds(253'402'300'799);
  EXPECT_THAT(Apply(std::move(request)), IsOk());
}

TEST(FieldRules, BoundIntegersAlsoWhenLeftOut) {
  testing::ListTalksRequest request;
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("window_days"));
  request.set_window_days(400);
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  request.set_window_days(401);
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("window_days"));
}

TEST(FieldRules, BoundOptionalIntegersOnlyWhenPresent) {
  auto request = Valid();
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  request.mutable_talk()->set_weight(0);
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("talk.weight"));
}

TEST(FieldRules, RefuseANegativePageSize) {
  testing::ListTalksRequest request;
  request.set_window_days(1);
  request.set_page_size(-1);
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("page_size"));
}

TEST(FieldRules, NameNestedPathsWithIndexes) {
  auto request = Valid();
  request.mutable_talk()->add_evidence()->set_system("crm");
  request.mutable_talk()->add_evidence()->set_url("ftp://x");
  auto* part = request.mutable_talk()->add_parts();
  part->set_title("far too long");
  const absl::Status status = ApplyFieldRules(kAna, request);
  EXPECT_THAT(status, ViolatesField("talk.evidence[1].system"));
  EXPECT_THAT(status, ViolatesField("talk.evidence[1].url"));
  EXPECT_THAT(status, ViolatesField("talk.parts[0].title"));
  EXPECT_THAT(status, ViolatesField("talk.parts[0].attendees"));
}

TEST(FieldRules, CheckFormatsOfWhatIsGiven) {
  const auto with = [](auto set, const char* value) {
    auto request = Valid();
    set(request, value);
    return ApplyFieldRules(kAna, request).ok();
  };
  const auto email = [](auto& r, const char* v) { r.set_email(v); };
  const auto zone = [](auto& r, const char* v) { r.set_time_zone(v); };
  const auto decimal = [](auto& r, const char* v) { r.set_decimal(v); };
  const auto id = [](auto& r, const char* v) { r.set_request_id(v); };
  EXPECT_TRUE(with(email, "ana@example.com"));
  EXPECT_FALSE(with(email, "ana"));
  EXPECT_TRUE(with(email, ""));
  EXPECT_TRUE(with(zone, "Europe/Berlin"));
  EXPECT_FALSE(with(zone, "Europe/Atlantis"));
  EXPECT_TRUE(with(decimal, "4.35"));
  EXPECT_FALSE(with(decimal, "4,35"));
  EXPECT_TRUE(with(id, "123E4567-e89b-12d3-a456-426614174000"));
  EXPECT_FALSE(with(id, "123e4567e89b12d3a456426614174000"));
}

TEST(FieldRules, LeaveToTheHandlerWhatItJudgesButTrim) {
  auto request = Valid();
  request.mutable_row()->set_url(" not\x01 a url ");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_EQ(request.row().url(), "not\x01 a url");
}

TEST(FieldRules, CheckOptionalTextOnlyWhenPresent) {
  auto request = Valid();
  request.mutable_talk()->set_note("");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  EXPECT_TRUE(request.talk().has_note());
  request.mutable_talk()->set_note("long");
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("talk.note"));
}

class UpdateRules : public ::testing::Test {
 protected:
  UpdateRules() { request_.mutable_talk()->set_name(kTalk); }
  absl::Status Apply() { return ApplyFieldRules(kAna, request_); }
  testing::UpdateTalkRequest request_;
};

TEST_F(UpdateRules, DemandOnlyWhatTheMaskNames) {
  request_.mutable_update_mask()->add_paths("title");
  const absl::Status status = Apply();
  EXPECT_THAT(status, ViolatesField("talk.title"));
  EXPECT_THAT(status, ::testing::Not(ViolatesField("talk.attendees")));
  request_.mutable_talk()->set_title("new");
  EXPECT_THAT(Apply(), IsOk());
}

TEST_F(UpdateRules, DemandEverythingForAStar) {
  request_.mutable_update_mask()->add_paths("*");
  request_.mutable_talk()->set_title("new");
  EXPECT_THAT(Apply(), ViolatesField("talk.attendees"));
}

TEST_F(UpdateRules, WithoutAMaskDemandOnlyThatWhatIsSentIsNotBlank) {
  request_.mutable_talk()->set_text("new");
  EXPECT_THAT(Apply(), IsOk());
  request_.mutable_talk()->set_title("  ");
  EXPECT_THAT(Apply(), ViolatesField("talk.title"));
}

TEST_F(UpdateRules, StillCheckWhatTheMaskDoesNotName) {
  request_.mutable_update_mask()->add_paths("text");
  request_.mutable_talk()->set_title("far too long");
  EXPECT_THAT(Apply(), ViolatesField("talk.title"));
}

TEST_F(UpdateRules, DemandTheRulesOfItemsOfNamedFields) {
  request_.mutable_talk()->add_evidence();
  request_.mutable_update_mask()->add_paths("text");
  EXPECT_THAT(Apply(), IsOk());
  request_.mutable_update_mask()->add_paths("evidence");
  EXPECT_THAT(Apply(), ViolatesField("talk.evidence[0].system"));
}

TEST_F(UpdateRules, DemandTheNameAndTheResource) {
  request_.mutable_talk()->clear_name();
  EXPECT_THAT(Apply(), ViolatesField("talk.name"));
  request_.clear_talk();
  EXPECT_THAT(Apply(), ViolatesField("talk"));
}

TEST(FieldRules, DemandNoNameOfWhatThereIsOneOf) {
  testing::UpdateAgendaRequest request;
  request.mutable_agenda()->set_text("new");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  request.mutable_agenda()->set_name("agenda");
  EXPECT_THAT(ApplyFieldRules(kAna, request), IsOk());
  request.mutable_agenda()->set_name("another");
  EXPECT_THAT(ApplyFieldRules(kAna, request), ViolatesField("agenda.name"));
}

TEST(FieldRules, AreReadOnceByManyThreads) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([] {
      for (int j = 0; j < 200; ++j) EXPECT_THAT(Apply(Valid()), IsOk());
    });
  }
}

TEST(RuleDeclarations, OfConsistentRequestsAreAccepted) {
  for (const auto* request :
       {testing::CreateTalkRequest::descriptor(), testing::UpdateTalkRequest::descriptor(),
        testing::ListTalksRequest::descriptor()}) {
    EXPECT_THAT(CheckRuleDeclarations(*request), IsOk());
  }
}

TEST(RuleDeclarations, ThatContradictThemselvesAreRefusedWithTheFieldsName) {
  for (const char* name :
       {"LengthOnNumber", "ItemsOnSingle", "UniqueOnMessages", "RangeOnText", "RangeUpsideDown",
        "SecondsOnNumber", "PatternOnNumber", "PatternBroken", "RequiredBool", "RequiredOutput",
        "RequestIdWithoutFormat", "PageSizeOfText", "WithMap", "WithStruct", "Nested"}) {
    const auto* descriptor = testing::Talk::descriptor()->file()->FindMessageTypeByName(name);
    ASSERT_NE(descriptor, nullptr) << name;
    const absl::Status status = CheckRuleDeclarations(*descriptor);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition)) << name;
    EXPECT_THAT(std::string(status.message().data(), status.message().size()),
                ::testing::StartsWith("laurel.api.testing."));
  }
}

}  // namespace
}  // namespace laurel::api
