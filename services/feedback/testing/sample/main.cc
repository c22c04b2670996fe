// laurel-sample-history: three months of coaching and feedback. For ./dev up; never linked into a service.
#include "common/testing/sample/loader.h"
#include "services/feedback/testing/sample/history.h"

int main(int argc, char** argv) {
  return laurel::sample::Load(argc, argv, "laurel-sample-history", "three months of coaching and feedback",
                              laurel::feedback::sample::PlayHistory);
}
