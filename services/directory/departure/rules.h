// What it does to the lines of others that somebody leaves. Pure functions; thread-safe.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "services/directory/line/rules.h"

namespace laurel::directory::departure {

// From `day` on nobody has a line to the leaver. `held`: the lines to the leaver; `own`: the leaver's own.
// Each LINE goes to whoever is the leaver's manager, for as long as it would have been the leaver's, day by
// day, or to nobody while the leaver has none; COACH lines end. Since a manager of the leaver was above the
// report before, no circle closes.
std::vector<line::Edit> Relieve(std::span<const v1::LineRecord> held, std::span<const v1::LineRecord> own,
                                int day, const std::function<std::string()>& new_id);

}  // namespace laurel::directory::departure
