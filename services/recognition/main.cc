#include "services/recognition/app.h"
#include "services/recognition/config.h"

int main(int argc, char** argv) {
  return laurel::RunService(laurel::recognition::MakeService(laurel::recognition::ReadConfig(argc, argv)));
}
