// The ids that this person's commands have shown lately, so that what stands on the screen can be typed back
// although no list of the service is the caller's own (an action item of Ana's). Names only, in a file of the
// user's; losing it costs nothing. Not thread-safe; two commands at once may forget some of each other's.
#pragma once

#include <string>
#include <vector>

namespace laurel::cli {

class ShownIds {
 public:
  // An empty path remembers nothing.
  explicit ShownIds(std::string path) : path_(std::move(path)) {}

  // Newest last.
  std::vector<std::string> Recall() const;
  // Failing to write is no error: it is a convenience.
  void Remember(const std::vector<std::string>& names) const;

 private:
  std::string path_;
};

// $XDG_STATE_HOME/laurel/shown or $HOME/.local/state/laurel/shown; empty without either.
std::string ShownIdsPath(const std::string& xdg_state_home, const std::string& home);

}  // namespace laurel::cli
