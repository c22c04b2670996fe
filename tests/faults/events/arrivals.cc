#include "tests/faults/events/arrivals.h"

#include <fmt/format.h>

#include <map>

namespace laurel::faults {

std::vector<std::string> CheckArrivals(const std::set<std::string>& committed,
                                       const std::vector<std::string>& received) {
  std::vector<std::string> wrong;
  std::set<std::string> seen;
  std::map<std::string, std::string> last;  // by writer
  for (const std::string& subject : received) {
    if (!committed.contains(subject)) wrong.push_back(fmt::format("{} was never committed", subject));
    if (!seen.insert(subject).second) wrong.push_back(fmt::format("{} came twice", subject));
    std::string& before = last[subject.substr(0, subject.find('/'))];
    if (subject < before) wrong.push_back(fmt::format("{} came after {}", subject, before));
    before = subject;
  }
  for (const std::string& subject : committed) {
    if (!seen.contains(subject)) wrong.push_back(fmt::format("{} is missing", subject));
  }
  return wrong;
}

}  // namespace laurel::faults
