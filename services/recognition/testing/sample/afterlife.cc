#include "services/recognition/testing/sample/afterlife.h"

#include <algorithm>

namespace laurel::recognition::sample {
namespace {

using Stub = Stage::Stub;

// Most is seen by a few, some by everybody.
int Attention(const Said& said, Dice& dice) {
  const int most = said.gift.who == "team" ? 22 : 14;
  const int luck = dice.Between(1, 100);
  if (luck <= 25) return dice.Between(0, 1);
  if (luck <= 70) return dice.Between(2, 4);
  return luck <= 94 ? dice.Between(5, 8) : dice.Between(9, most);
}

}  // namespace

void Afterlife::Begin(const Said& said, const v1::Recognition& recognition, Dice dice) {
  if (recognition.state() == v1::RECOGNITION_STATE_PENDING_APPROVAL) {
    AwaitDecision(said, recognition.name(), dice);
  } else {
    Published(said, recognition.name(), dice);
  }
}

void Afterlife::AwaitDecision(const Said& said, const std::string& name, Dice dice) {
  if (said.gift.then == "wait" || said.gift.then == "forget") return;
  const Member& manager = world_.cast.Of(said.sender.manager);
  const bool thanked =
      std::find(said.recipients.begin(), said.recipients.end(), &manager) != said.recipients.end();
  const Member& approver = thanked ? world_.Admin() : manager;
  world_.agenda.At(Later(approver, dice), [this, said, name, &approver, dice] {
    if (said.gift.then == "reject") {
      world_.stage.As(approver, &Stub::RejectRecognition,
                      Named<v1::RejectRecognitionRequest>(name, world_.words.List("reject_reasons").front()));
    } else {
      Approve(said, name, approver, dice);
    }
  });
}

void Afterlife::Approve(const Said& said, const std::string& name, const Member& approver, Dice dice) {
  const auto request =
      Named<v1::ApproveRecognitionRequest>(name, dice.Pick(world_.words.List("approve_reasons")));
  if (world_.stage.As(approver, &Stub::ApproveRecognition, request).has_value()) Published(said, name, dice);
}

void Afterlife::Published(const Said& said, const std::string& name, Dice dice) {
  if (said.gift.then == "revoke") {
    world_.agenda.At(world_.agenda.Now() + dice.Minutes(1, 4), [this, said, name] { Revoke(said, name); });
    return;
  }
  if (said.gift.then == "hide") {
    world_.agenda.At(Later(world_.Admin(), dice), [this, name] { Hide(name); });
    return;
  }
  for (const Member* one : said.recipients) {
    if (dice.Chance(0.3)) AwaitReaction(name, *one, dice);
    if (dice.Chance(said.recipients.size() > 3 ? 0.08 : 0.4)) {
      AwaitComment(name, *one, "replies", said.sender, dice);
    }
  }
  std::vector<const Member*> readers = Readers(said);
  std::shuffle(readers.begin(), readers.end(), dice.generator());
  const auto attention = static_cast<std::size_t>(Attention(said, dice));
  for (std::size_t i = 0; i < std::min(attention, readers.size()); ++i) {
    AwaitReaction(name, *readers[i], dice);
    if (dice.Chance(0.12)) AwaitComment(name, *readers[i], "comments", said.sender, dice);
  }
  if (said.gift.visibility == v1::RECOGNITION_VISIBILITY_UNSPECIFIED && said.recipients.size() < 3 &&
      dice.Chance(0.2)) {
    AwaitAddOn(said, name, dice);
  }
}

void Afterlife::Revoke(const Said& said, const std::string& name) {
  world_.stage.As(said.sender, &Stub::RevokeRecognition,
                  Named<v1::RevokeRecognitionRequest>(name, world_.words.List("revoke_reason").front()));
}

void Afterlife::Hide(const std::string& name) {
  world_.stage.As(world_.Admin(), &Stub::HideRecognition,
                  Named<v1::HideRecognitionRequest>(name, world_.words.List("hide_reason").front()));
}

// Those who give more also look more often.
std::vector<const Member*> Afterlife::Readers(const Said& said) const {
  std::vector<const Member*> readers;
  if (said.gift.visibility == v1::RECOGNITION_VISIBILITY_PRIVATE) return readers;
  for (const Member& one : world_.cast.all()) {
    const bool thanked =
        std::find(said.recipients.begin(), said.recipients.end(), &one) != said.recipients.end();
    const bool out_of_reach =
        said.gift.visibility == v1::RECOGNITION_VISIBILITY_TEAM && one.team != said.recipients.front()->team;
    if (one.here && !thanked && !out_of_reach && &one != &said.sender &&
        Dice("looks at the wall " + one.key).Chance(0.15 * (1 + world_.words.Gives(one.key)))) {
      readers.push_back(&one);
    }
  }
  return readers;
}

absl::Time Afterlife::Later(const Member& who, Dice& dice) const {
  const absl::Duration wait = dice.Chance(0.6) ? dice.Minutes(3, 180) : dice.Minutes(180, 60 * 60);
  return world_.office.Next(who, world_.agenda.Now() + wait, dice);
}

void Afterlife::AwaitReaction(const std::string& name, const Member& who, Dice& dice) {
  if (who.hired > absl::ToCivilDay(world_.agenda.Now(), who.zone)) return;
  world_.agenda.At(Later(who, dice), [this, name, &who, dice] { React(name, who, dice); });
}

void Afterlife::React(const std::string& name, const Member& who, Dice dice) {
  v1::AddReactionRequest request;
  request.set_parent(name);
  request.mutable_reaction()->set_emoji(dice.Pick(world_.words.List("emoji")));
  const auto reaction = world_.stage.As(who, &Stub::AddReaction, request);
  if (!reaction.has_value() || !dice.Chance(0.03)) return;
  v1::RemoveReactionRequest remove;  // the wrong one
  remove.set_name(reaction->name());
  world_.agenda.At(world_.agenda.Now() + dice.Minutes(0, 2),
                   [this, &who, remove] { world_.stage.As(who, &Stub::RemoveReaction, remove); });
}

void Afterlife::AwaitComment(const std::string& name, const Member& who, const std::string& list,
                             const Member& sender, Dice& dice) {
  static const Texts weekdays = {"Monday", "Wednesday", "Thursday"};
  if (who.hired > absl::ToCivilDay(world_.agenda.Now(), who.zone)) return;
  const std::string text =
      Fill(world_.drawer.Draw(world_.words.List(list), dice), sender.first_name, "", dice.Pick(weekdays));
  world_.agenda.At(Later(who, dice), [this, name, &who, text, dice] { Comment(name, who, text, dice); });
}

void Afterlife::Comment(const std::string& name, const Member& who, const std::string& text, Dice dice) {
  v1::AddCommentRequest request;
  request.set_parent(name);
  request.mutable_comment()->set_text(text);
  const auto comment = world_.stage.As(who, &Stub::AddComment, request);
  if (!comment.has_value() || !dice.Chance(0.04)) return;
  v1::DeleteCommentRequest remove;  // on second thoughts
  remove.set_name(comment->name());
  world_.agenda.At(world_.agenda.Now() + dice.Minutes(1, 30),
                   [this, &who, remove] { world_.stage.As(who, &Stub::DeleteComment, remove); });
}

void Afterlife::AwaitAddOn(const Said& said, const std::string& name, Dice& dice) {
  const std::vector<const Member*> readers = Readers(said);
  if (readers.empty() || add_ons_ == world_.words.add_ons().size()) return;
  const Member& who = *dice.Pick(readers);
  const AddOn& add_on = world_.words.add_ons()[add_ons_];
  const absl::Time time = Later(who, dice);
  const int points = add_on.points * static_cast<int>(said.recipients.size());
  if (who.hired >= absl::ToCivilDay(time, who.zone) || !world_.purses.Hold(who, time, points)) return;
  world_.purses.Take(who, time, points);
  ++add_ons_;
  v1::GiveRecognitionRequest request;
  request.mutable_recognition()->set_parent(name);
  request.mutable_recognition()->set_message(add_on.text);
  request.mutable_recognition()->set_points_each(add_on.points);
  world_.agenda.At(time, [this, &who, request] { world_.stage.As(who, &Stub::GiveRecognition, request); });
}

}  // namespace laurel::recognition::sample
