// Recognition as people read it: on the wall, in a table, one by one. Pure functions.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/dates/moment.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::cli {

using Recognition = recognition::v1::Recognition;
// "values/…" -> "#teamwork".
using Tags = std::map<std::string, std::string>;

// What a recognition names, as people call it. The teams are among `names` where one was thanked or may read
// it.
struct Called {
  const Names& names;
  const Tags& tags;
  const Here& here;
  // What somebody's thanks were added to and is taken back or hidden since.
  std::set<std::string> gone = {};
};

// When it was published, else when it was given: what lists are ordered by.
absl::Time WhenOf(const Recognition& recognition);

// Those whom the functions below name: of a team as a whole nobody.
std::vector<std::string> PeopleOf(const std::vector<Recognition>& recognitions);
std::vector<std::string> NamesOfAll(const std::vector<Recognition>& recognitions);

// "Ana Pereira, João Pires and 3 others", "Billing (7 people)"; for programs all of them.
Cell ToWhom(const Recognition& recognition, const Names& names);
// "+10", "+10 each, 30 in all"; empty for thanks without points.
std::string PointsPhrase(const Recognition& recognition);
// Who decides about what waits: "Marta Lopes", or whoever administers recognition.
std::string PendingApprover(const Recognition& recognition, const Names& names);
// "#teamwork", or empty.
std::string TagOf(const Recognition& recognition, const Tags& tags);
// "Ana Pereira, +10 #teamwork".
std::string GiftPhrase(const Recognition& recognition, const Called& called);
// Who reads it, as a sentence.
std::string ReadersSentence(recognition::v1::RecognitionVisibility visibility);
// "👏 3 (you too)": the most frequent first.
std::vector<std::string> ReactionPhrases(const Recognition& recognition);

// Who thanked whom, the message in lines of at most `width` cells, and what others said to it.
std::vector<SpanLine> WallEntry(const Recognition& recognition, const Called& called, std::size_t width);
Table RecognitionTable(const std::vector<Recognition>& recognitions, const Called& called);
// All but the message.
Table RecognitionDetails(const Recognition& recognition, const Called& called);

}  // namespace laurel::cli
