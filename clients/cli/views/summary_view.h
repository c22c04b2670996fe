// A week or a month of recognition as people read it. Pure functions.
#pragma once

#include <string>

#include "clients/cli/views/recognition_view.h"
#include "laurel/recognition/v1/summary.pb.h"

namespace laurel::cli {

using RecognitionSummary = recognition::v1::RecognitionSummary;

// "75 %" of "0.75"; empty for none.
std::string Percent(const std::string& ratio);
Table SummaryDetails(const RecognitionSummary& summary);
Table ValueCounts(const RecognitionSummary& summary, const Tags& tags);
Table TeamCounts(const RecognitionSummary& summary, const Names& names);

}  // namespace laurel::cli
