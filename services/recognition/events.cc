#include "services/recognition/events.h"

#include "common/events/audience_of.h"
#include "services/recognition/audience/rules.h"
#include "services/recognition/names.h"

namespace laurel::recognition {
namespace {

using audience::Reader;
using events::Audience;

constexpr events::Relation<Reader, v1::Recognition> kRelations[] = {
    {&Reader::sender, [](const auto& of, Audience& audience) { audience.Person(of.sender()); }},
    {&Reader::recipient,
     [](const auto& of, Audience& audience) {
       for (const std::string& recipient : of.recipients()) audience.Person(recipient);
     }},
    {&Reader::above_recipient,
     [](const auto& of, Audience& audience) {
       for (const std::string& recipient : of.recipients()) audience.ChainOf(recipient);
     }},
    {&Reader::team_member,
     [](const auto& of, Audience& audience) {
       for (const std::string& team : of.audience_teams()) audience.Team(team);
     }},
    {&Reader::approver, [](const auto& of, Audience& audience) { audience.ManagerOf(of.sender()); }},
    {&Reader::decided, [](const auto& of, Audience& audience) { audience.Person(of.approver()); }},
    {&Reader::recognition_admin,
     [](const auto&, Audience& audience) { audience.Role(common::v1::CALLER_RECOGNITION_ADMIN); }},
    {&Reader::auditor, [](const auto&, Audience& audience) { audience.Role(common::v1::CALLER_AUDITOR); }}};

// Whoever reads the recognition as it stands, at least in this view.
Audience AudienceOf(const v1::Recognition& recognition, common::v1::View least) {
  if (audience::IsForEverybody(recognition)) return Audience::Everyone();
  return events::AudienceOf<Reader>(kRelations, recognition, least, audience::ViewFor);
}

void Tell(const Telling& telling, std::string_view type, std::string_view subject, const Audience& audience,
          const google::protobuf::Message& data) {
  telling.outbox.Emit(telling.changes,
                      {.type = type, .subject = subject, .time = telling.now, .audience = audience}, data);
}

}  // namespace

std::vector<const google::protobuf::Descriptor*> EventData() {
  return {v1::RecognitionEvent::descriptor(),  v1::ReactionEvent::descriptor(),
          v1::CommentEvent::descriptor(),      v1::BalanceEvent::descriptor(),
          v1::CompanyValueEvent::descriptor(), v1::ProgramEvent::descriptor()};
}

void TellState(const Telling& telling, const v1::Recognition& recognition,
               const std::vector<std::string>& kept_from) {
  v1::RecognitionEvent data;
  data.set_recognition(recognition.name());
  data.set_state(recognition.state());
  data.set_sender(recognition.sender());
  *data.mutable_recipients() = recognition.recipients();
  data.set_team(recognition.team());
  data.set_parent(recognition.parent());
  Audience audience = AudienceOf(recognition, common::v1::VIEW_SUMMARY);
  for (const std::string& person : kept_from) audience.Not(person);
  Tell(telling, events::StateEvent(*v1::RecognitionState_descriptor(), recognition.state()),
       recognition.name(), audience, data);
}

void TellReaction(const Telling& telling, std::string_view type, const v1::Recognition& recognition,
                  const v1::Reaction& reaction) {
  v1::ReactionEvent data;
  data.set_reaction(reaction.name());
  data.set_recognition(recognition.name());
  data.set_creator(reaction.creator());
  data.set_emoji(reaction.emoji());
  Tell(telling, type, reaction.name(), AudienceOf(recognition, common::v1::VIEW_FULL), data);
}

void TellComment(const Telling& telling, std::string_view type, const v1::Recognition& recognition,
                 const v1::Comment& comment) {
  v1::CommentEvent data;
  data.set_comment(comment.name());
  data.set_recognition(recognition.name());
  data.set_creator(comment.creator());
  Tell(telling, type, comment.name(), AudienceOf(recognition, common::v1::VIEW_FULL), data);
}

void TellBalance(const Telling& telling, std::string_view type, std::string_view person,
                 std::int64_t points) {
  v1::BalanceEvent data;
  data.set_person(std::string(person));
  data.set_points(points);
  Audience audience;
  audience.Person(person).Role(common::v1::CALLER_RECOGNITION_ADMIN).Role(common::v1::CALLER_AUDITOR);
  Tell(telling, type, kBalancePattern.Format({IdOf(person)}), audience, data);
}

void TellValue(const Telling& telling, std::string_view type, const v1::CompanyValue& value) {
  v1::CompanyValueEvent data;
  data.set_value(value.name());
  data.set_active(value.active());
  Tell(telling, type, value.name(), Audience::Everyone(), data);
}

void TellProgram(const Telling& telling) {
  v1::ProgramEvent data;
  data.set_program(std::string(kProgramName));
  Tell(telling, "program.updated", kProgramName, Audience::Everyone(), data);
}

}  // namespace laurel::recognition
