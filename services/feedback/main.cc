#include "services/feedback/app.h"
#include "services/feedback/config.h"

int main(int argc, char** argv) {
  return laurel::RunService(laurel::feedback::MakeService(laurel::feedback::ReadConfig(argc, argv)));
}
