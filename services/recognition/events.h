// What recognition tells, and who hears it: those who read what it is about. Each adds one event to what a
// transaction writes. Thread-safe; a Changes is used by one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/events/telling.h"
#include "laurel/recognition/v1/events.pb.h"
#include "laurel/recognition/v1/program.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition {

using events::Telling;

// The data of all events of this service.
std::vector<const google::protobuf::Descriptor*> EventData();

// The recognition came into its state. `kept_from` (ids): who must not hear of it, whatever they are to it by
// the time when it is delivered.
void TellState(const Telling& telling, const v1::Recognition& recognition,
               const std::vector<std::string>& kept_from = {});
// "reaction.added", "reaction.removed".
void TellReaction(const Telling& telling, std::string_view type, const v1::Recognition& recognition,
                  const v1::Reaction& reaction);
// "comment.added", "comment.deleted".
void TellComment(const Telling& telling, std::string_view type, const v1::Recognition& recognition,
                 const v1::Comment& comment);
// "balance.boosted", "balance.adjusted". `person`: full name.
void TellBalance(const Telling& telling, std::string_view type, std::string_view person, std::int64_t points);
// "value.created", "value.updated".
void TellValue(const Telling& telling, std::string_view type, const v1::CompanyValue& value);
void TellProgram(const Telling& telling);

}  // namespace laurel::recognition
