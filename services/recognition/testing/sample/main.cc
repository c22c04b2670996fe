// laurel-sample-recognition: two months of recognition. For ./dev up; never linked into a service.
#include "common/testing/sample/loader.h"
#include "services/recognition/testing/sample/history.h"

int main(int argc, char** argv) {
  return laurel::sample::Load(argc, argv, "laurel-sample-recognition", "two months of recognition",
                              laurel::recognition::sample::PlayHistory);
}
