#include "common/api/fill_batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "common/testing/status_matchers.h"
#include "google/protobuf/type.pb.h"

namespace laurel::api {
namespace {

using google::protobuf::Field;
using ::laurel::testing::IsOk;
using ::laurel::testing::StatusIs;
using ::laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using Names = google::protobuf::RepeatedPtrField<std::string>;

Names NamesOf(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

Field Named(const std::string& name, std::size_t bytes = 0) {
  Field field;
  field.set_name(name);
  field.set_json_name(std::string(bytes, 'x'));
  return field;
}

// All but those whose names begin with "hidden".
absl::StatusOr<std::optional<Field>> Show(const Field* field) {
  if (field == nullptr || field->name().starts_with("hidden")) return std::optional<Field>();
  return std::optional<Field>(*field);
}

struct Answer {
  google::protobuf::RepeatedPtrField<Field> found;
  Names missing;
};

TEST(Batch, IsInTheOrderAskedFor) {
  const Names names = NamesOf({"c", "nothing", "a", "hidden", "c"});
  const std::vector<Field> read = {Named("a"), Named("hidden"), Named("c")};
  Answer answer;
  ASSERT_THAT(FillBatch(names, read, Show, &answer.found, &answer.missing), IsOk());
  ASSERT_EQ(answer.found.size(), 3);
  EXPECT_EQ(answer.found[0].name(), "c");
  EXPECT_EQ(answer.found[1].name(), "a");
  EXPECT_EQ(answer.found[2].name(), "c");
  EXPECT_THAT(answer.missing, ElementsAre("nothing", "hidden"));
}

TEST(Batch, HoldsNoMoreThanAnAnswerDoes) {
  const std::vector<Field> read = {Named("a", kMostBatchBytes / 2), Named("b", kMostBatchBytes / 2),
                                   Named("hidden", kMostBatchBytes)};
  Answer answer;
  EXPECT_THAT(FillBatch(NamesOf({"a", "hidden"}), read, Show, &answer.found, &answer.missing), IsOk());
  EXPECT_THAT(FillBatch(NamesOf({"a", "b"}), read, Show, &answer.found, &answer.missing),
              ViolatesField("names"));
}

TEST(Batch, EndsWhereNobodyCanSayWhatIsShown) {
  Answer answer;
  const auto unknown = [](const Field*) -> absl::StatusOr<std::optional<Field>> { return NotFound(); };
  EXPECT_THAT(FillBatch(NamesOf({"a"}), std::vector<Field>(), unknown, &answer.found, &answer.missing),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laurel::api
