#include "services/goals/metric/rules.h"

#include <algorithm>
#include <iterator>

namespace laurel::goals::metric {
namespace {

struct Template {
  const char* id;
  const char* title;
  const char* unit;
  v1::Direction direction;
  const char* min;
  const char* max;
  const char* description;
};

constexpr v1::Direction kUp = v1::DIRECTION_INCREASE;
constexpr v1::Direction kDown = v1::DIRECTION_DECREASE;
constexpr v1::Direction kEither = v1::DIRECTION_UNSPECIFIED;

// Upper bounds of times only keep out what was measured in another unit.
constexpr Template kTemplates[] = {
    // The share of the two best answers of five ("top two boxes"), not the mean of answers: so most help
    // desks tell it, and so targets of 85 or 90 are meant.
    {"csat", "Customer satisfaction", "%", kUp, "0", "100",
     "Answers 4 and 5 on a scale of 5, of all answers to a survey"},
    // F. Reichheld, "The One Number You Need to Grow", Harvard Business Review 12/2003.
    {"nps", "Net promoter score", "points", kUp, "-100", "100",
     "Percentage of customers who would recommend you (9 and 10 of 10) less that of those who would not "
     "(0 to 6)"},
    // M. Dixon, K. Freeman, N. Toman, "Stop Trying to Delight Your Customers", Harvard Business Review
    // 7/2010, in its second form (CES 2.0), where more is better.
    {"ces", "Customer effort score", "points", kUp, "1", "7",
     "Mean agreement, from 1 to 7, that it was easy to get help"},
    {"fcr", "First-contact resolution", "%", kUp, "0", "100",
     "Cases solved with the first contact, without another one about the same, of all cases"},
    {"qa_score", "QA score", "%", kUp, "0", "100",
     "Mean score of the interactions that were evaluated, of the score that could be reached"},
    // With hold time, as contact-centre platforms (Genesys, for one) and the COPC CX Standard count it;
    // ICMI's older form counts talk and after-call work alone.
    {"aht", "Average handling time", "s", kDown, "0", "86400",
     "Talking, hold and after-contact work together, by contact handled"},
    {"asa", "Average speed of answer", "s", kDown, "0", "86400",
     "Mean time in the queue of the contacts that were answered"},
    // First reply and full resolution are Zendesk's terms, which other help desks have taken over; so is the
    // count of calendar time, business hours being a matter of who measures.
    {"first_reply_time", "First reply time", "min", kDown, "0", "525600",
     "Mean time from a case's creation to the first answer by a person"},
    {"resolution_time", "Full resolution time", "h", kDown, "0", "87600",
     "Mean time from a case's creation to its last solution"},
    // Of all contacts offered, those given up included: who leaves these out makes it look better.
    {"service_level", "Service level", "%", kUp, "0", "100",
     "Contacts answered within the time agreed, such as 20 seconds, of all contacts offered"},
    {"sla", "Resolved in time", "%", kUp, "0", "100", "Cases solved within the time agreed, of all cases"},
    {"abandonment_rate", "Abandonment rate", "%", kDown, "0", "100",
     "Contacts given up by the customer in the queue, of all contacts offered"},
    // Either way is a goal: too low is idle time, above 85 to 90 people wear out.
    {"occupancy", "Occupancy", "%", kEither, "0", "100",
     "Time spent on contacts and the work after them, of the time available for it"},
    {"adherence", "Schedule adherence", "%", kUp, "0", "100",
     "Time spent as the schedule says, when it says so, of the time scheduled"},
    {"transfer_rate", "Transfer rate", "%", kDown, "0", "100",
     "Contacts handed over to somebody else, of all contacts handled"},
    {"escalation_rate", "Escalation rate", "%", kDown, "0", "100",
     "Cases handed to a higher level, of all cases"},
    {"reopen_rate", "Reopen rate", "%", kDown, "0", "100",
     "Solved cases that were opened again, of all solved"},
    {"backlog", "Backlog", "cases", kDown, "0", "", "Cases that are not solved at the end of the day"},
};

v1::Metric ToMetric(const Template& one) {
  v1::Metric metric;
  metric.set_id(one.id);
  metric.set_title(one.title);
  metric.set_unit(one.unit);
  metric.set_direction(one.direction);
  metric.set_min_value(one.min);
  metric.set_max_value(one.max);
  metric.set_description(one.description);
  return metric;
}

}  // namespace

const std::vector<v1::Metric>& All() {
  static const auto& all = *[] {
    auto* metrics = new std::vector<v1::Metric>();
    std::ranges::transform(kTemplates, std::back_inserter(*metrics), ToMetric);
    return metrics;
  }();
  return all;
}

const v1::Metric* Find(std::string_view id) {
  const auto found = std::ranges::find(All(), id, &v1::Metric::id);
  return found == All().end() ? nullptr : &*found;
}

}  // namespace laurel::goals::metric
