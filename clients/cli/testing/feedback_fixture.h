// A suite in which Maria Costa (people/maria) gives feedback to Ana Pereira, whom Anabel Ortiz manages; texts
// are written in a folder of the test's own.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include "clients/cli/testing/fake_suite.h"
#include "common/time/convert.h"
#include "gtest/gtest.h"

namespace laurel::cli::testing {

class FeedbackFixture : public ::testing::Test {
 protected:
  FeedbackFixture() {
    Reader("people/maria", feedback::v1::AUDIENCE_RELATION_AUTHOR);
    Reader("people/ana", feedback::v1::AUDIENCE_RELATION_SUBJECT);
    Reader("people/anabel", feedback::v1::AUDIENCE_RELATION_LINE_MANAGER);
    std::string folder = (std::filesystem::temp_directory_path() / "laurel_feedback_XXXXXX").string();
    temporary_ = mkdtemp(folder.data());
    suite_.variables["TMPDIR"] = temporary_;
  }
  ~FeedbackFixture() override { std::filesystem::remove_all(temporary_); }

  void Reader(const std::string& person, feedback::v1::AudienceRelation relation) {
    auto& member = *suite_.feedback.audience.add_readers();
    member.set_person(person);
    member.add_relations(relation);
    member.set_view(common::v1::VIEW_FULL);
  }
  feedback::v1::Feedback& Piece(const std::string& id, feedback::v1::FeedbackState state,
                                const std::string& author, const std::string& subject) {
    feedback::v1::Feedback& piece = suite_.feedback.pieces.emplace_back();
    piece.set_name("feedback/01jd8z3v5n7q2w4e6r8t" + id);
    piece.set_author(author);
    piece.set_subject(subject);
    piece.set_state(state);
    piece.set_kind(feedback::v1::FEEDBACK_KIND_PRAISE);
    piece.set_strengths("Greets warmly\nand listens");
    *piece.mutable_create_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(25));
    if (state != feedback::v1::FEEDBACK_STATE_DRAFT) *piece.mutable_submit_time() = piece.create_time();
    return piece;
  }
  Outcome Run(std::vector<std::string> words, const std::string& in = "") {
    words.insert(words.begin(), "feedback");
    return suite_.Run(std::move(words), in);
  }
  // What the one request to create says.
  const feedback::v1::Feedback& Created() const {
    EXPECT_EQ(suite_.feedback.created.size(), 1u);
    static const feedback::v1::Feedback none;
    return suite_.feedback.created.empty() ? none : suite_.feedback.created.back().feedback();
  }
  // An editor that is a program: writes what these commands of sed make of the template.
  void UseEditor(const std::string& sed) { suite_.variables["EDITOR"] = "sed -i -e '" + sed + "'"; }
  std::vector<std::filesystem::path> Kept() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(temporary_)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
  }

  FakeSuite suite_;
  std::string temporary_;
};

}  // namespace laurel::cli::testing
