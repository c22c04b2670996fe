// Who reads a piece of feedback, and why, as people read it. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/feedback/v1/feedback_service.pb.h"

namespace laurel::cli {

using Audience = feedback::v1::PreviewAudienceResponse;

std::vector<std::string> PeopleOf(const Audience& audience);

// "Ana, Marta Lopes and HR can read it.": those who read all of it, without the author, who knows. The
// subject by the first name, since it stands before or after their whole name; of many, how many there are.
// Says so when the subject cannot.
std::string WhoReads(const Audience& audience, const std::string& subject, const Names& names);

// Each with their relations; `names` with teams when the audience has some.
Table AudienceTable(const Audience& audience, const Names& names);

}  // namespace laurel::cli
