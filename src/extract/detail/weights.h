#pragma once

namespace newsloom::extract {

struct Weights {};

}  // namespace newsloom::extract
