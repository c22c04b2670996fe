// laurel-sample-goals: a quarter of goals. For ./dev up; never linked into a service.
#include "common/testing/sample/loader.h"
#include "services/goals/testing/sample/history.h"

int main(int argc, char** argv) {
  return laurel::sample::Load(argc, argv, "laurel-sample-goals", "a quarter of goals",
                              laurel::goals::sample::PlayHistory);
}
