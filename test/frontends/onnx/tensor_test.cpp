// TensorProto: every element type from raw data and typed fields, and every way
// to be wrong.
#include "frontends/onnx/TensorProto.h"
#include "test/frontends/onnx/Proto.h"

using namespace hfc;
using namespace hfc::onnx;
using namespace hfc::test;

namespace {

std::string decode(const Proto &proto, Tensor &tensor) {
  static std::vector<std::unique_ptr<std::string>>
      kept; // bytes that are viewed
  kept.push_back(std::make_unique<std::string>(proto.bytes));
  const std::string &bytes = *kept.back();
  return readTensor(
      {reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}, tensor);
}
std::vector<int> bytesOf(const Proto &proto) {
  Tensor tensor;
  EXPECT_EQ(decode(proto, tensor), "");
  return {tensor.getBytes().begin(), tensor.getBytes().end()};
}
std::string errorOf(const Proto &proto) {
  Tensor tensor;
  return decode(proto, tensor);
}
using Bytes = std::vector<int>;
using Ints = std::initializer_list<int64_t>;

#define EXPECT_ENDS(TEXT, END)                                                 \
  EXPECT_TRUE(llvm::StringRef(TEXT).contains(END))                             \
      << "found:  " << (TEXT) << "\nwanted: " << (END)

TEST(TensorProto, RawDataIsViewedInPlace) {
  Proto proto = tensor("w", {2, 1}, 6).add(9, "abcdefgh");
  Tensor result;
  EXPECT_EQ(readTensor({reinterpret_cast<const uint8_t *>(proto.bytes.data()),
                        proto.bytes.size()},
                       result),
            "");
  EXPECT_EQ(result.name, "w");
  EXPECT_EQ(result.dims, (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(result.elementCount, 2u);
  EXPECT_EQ(result.type, ElementType::INT32);
  EXPECT_TRUE(result.decoded.empty());
  EXPECT_EQ(reinterpret_cast<const char *>(result.getBytes().data()),
            proto.bytes.data() + result.fileOffset);
}

TEST(TensorProto, EveryTypeHasItsSizeInRawData) {
  // value, elements, bytes
  for (auto [type, count, size] : std::vector<std::tuple<int, int, int>>{
           {1, 3, 12},  {2, 3, 3},   {3, 3, 3},   {4, 3, 6},   {5, 3, 6},
           {6, 3, 12},  {7, 3, 24},  {9, 3, 3},   {10, 3, 6},  {11, 3, 24},
           {12, 3, 12}, {13, 3, 24}, {14, 3, 24}, {15, 3, 48}, {16, 3, 6},
           {17, 3, 3},  {18, 3, 3},  {19, 3, 3},  {20, 3, 3},  {21, 3, 2},
           {22, 3, 2},  {23, 3, 2},  {24, 3, 3},  {25, 5, 2},  {26, 5, 2},
           {27, 3, 3},  {28, 5, 4}}) {
    std::string data(size, 0);
    EXPECT_EQ(bytesOf(tensor("w", {count}, type).add(9, data)).size(),
              size_t(size));
    EXPECT_ENDS(errorOf(tensor("w", {count}, type).add(9, data + '\0')),
                "tensor \"w\": raw_data has " + std::to_string(size + 1) +
                    " bytes, and the dims ask for " + std::to_string(size));
  }
}

TEST(TensorProto, TypedFieldsAreDecoded) {
  EXPECT_EQ(bytesOf(tensor("w", {2}, 1).addPacked(4, {1.0f, -2.0f})),
            (Bytes{0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0}));
  EXPECT_EQ(bytesOf(tensor("w", {1}, 1).add(4, 1.0f)), // not packed
            (Bytes{0, 0, 0x80, 0x3f}));
  EXPECT_EQ(bytesOf(tensor("w", {1}, 14).addPacked(4, {1.0f, 0.0f})),
            (Bytes{0, 0, 0x80, 0x3f, 0, 0, 0, 0}));
  EXPECT_EQ(bytesOf(tensor("w", {1}, 11).addPacked(10, {1.0})),
            (Bytes{0, 0, 0, 0, 0, 0, 0xf0, 0x3f}));
  EXPECT_EQ(
      bytesOf(tensor("w", {2}, 7).addPacked(7, Ints{-1, 258})),
      (Bytes{255, 255, 255, 255, 255, 255, 255, 255, 2, 1, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(bytesOf(tensor("w", {1}, 12).addPacked(11, Ints{0xffffffff})),
            (Bytes{255, 255, 255, 255}));
  EXPECT_EQ(bytesOf(tensor("w", {1}, 13).addPacked(11, Ints{-1})),
            (Bytes{255, 255, 255, 255, 255, 255, 255, 255}));
  EXPECT_EQ(bytesOf(tensor("w", {2}, 6).add(5, -2).add(5, 7)),
            (Bytes{254, 255, 255, 255, 7, 0, 0, 0}));
  EXPECT_EQ(bytesOf(tensor("w", {2}, 3).addPacked(5, Ints{-128, 127})),
            (Bytes{128, 127}));
  EXPECT_EQ(bytesOf(tensor("w", {2}, 10).addPacked(5, Ints{0x3c00, 0xc000})),
            (Bytes{0, 0x3c, 0, 0xc0}));
  EXPECT_EQ(bytesOf(tensor("w", {2}, 9).addPacked(5, Ints{0, 1})),
            (Bytes{0, 1}));
}

TEST(TensorProto, NarrowTypesArePacked) {
  // Two 4-bit and four 2-bit elements stand in one value already.
  EXPECT_EQ(bytesOf(tensor("w", {3}, 22).addPacked(5, Ints{0x21, 0x03})),
            (Bytes{0x21, 3}));
  EXPECT_EQ(bytesOf(tensor("w", {5}, 25).addPacked(5, Ints{0xe4, 2})),
            (Bytes{0xe4, 2}));
  // A 6-bit element has a value of its own: four become three bytes.
  EXPECT_EQ(
      bytesOf(tensor("w", {5}, 27).addPacked(5, Ints{1, 2, 3, 0x3f, 0x2a})),
      (Bytes{1 | 2 << 6 & 0xff, 2 >> 2 | 3 << 4, 3 >> 4 | 0x3f << 2, 0x2a}));
}

TEST(TensorProto, StringsAreKept) {
  Tensor result;
  EXPECT_EQ(decode(tensor("w", {2}, 8).add(6, "ab").add(6, ""), result), "");
  EXPECT_EQ(result.strings, (std::vector<std::string>{"ab", ""}));
}

TEST(TensorProto, MayHaveNoElementsOrNoDims) {
  EXPECT_EQ(bytesOf(tensor("w", {0, 3}, 1)).size(), 0u);
  EXPECT_EQ(bytesOf(tensor("w", {0}, 1).add(9, "").addPacked(4, Ints{})).size(),
            0u);
  EXPECT_EQ(bytesOf(Proto().add(2, 2).add(9, "x")), (Bytes{'x'}));
}

TEST(TensorProto, DimsAreChecked) {
  EXPECT_EQ(errorOf(tensor("w", {-1}, 1)),
            "byte 0: tensor \"w\": the dim -1 is negative");
  EXPECT_ENDS(errorOf(tensor("w", {int64_t(1) << 31}, 2).add(9, "x")),
              "the dim 2147483648 is over 2147483647");
  EXPECT_ENDS(errorOf(tensor("w", {0, int64_t(1) << 62}, 2)), "is over");
  EXPECT_ENDS(errorOf(tensor("w", {1 << 30, 1 << 30, 1 << 30}, 2).add(9, "x")),
              "the number of elements does not fit 64 bits");
  // 2^60 elements of 16 bytes: the count fits, the bytes do not.
  EXPECT_ENDS(errorOf(tensor("w", {1 << 30, 1 << 30}, 15).add(9, "x")),
              "the number of elements does not fit 64 bits");
  EXPECT_ENDS(errorOf(tensor("w", {0, 1 << 30, 1 << 30, 1 << 30}, 2)),
              "the number of elements does not fit 64 bits");
  EXPECT_ENDS(errorOf(tensor("w", {1 << 30, 1 << 20}, 1).add(4, 1.0f)),
              "float_data has 1 values, and the dims ask for 1125899906842624");
  Proto many;
  for (int i = 0; i != 33; ++i)
    many.add(1, 1);
  EXPECT_ENDS(errorOf(many.add(2, 2).add(9, "x")), "has more than 32 dims");
}

TEST(TensorProto, TypesAreChecked) {
  EXPECT_ENDS(errorOf(tensor("w", {1}, 0)), "there is no element type 0");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 29)), "there is no element type 29");
  EXPECT_ENDS(errorOf(tensor("w", {1}, int64_t(1) << 32 | 1)),
              "a value of more than 32 bits");
  EXPECT_ENDS(errorOf(Proto().add(1, 1).add(9, "x")), "has no element type");
}

TEST(TensorProto, DataStandsInOneField) {
  EXPECT_ENDS(errorOf(tensor("w", {1}, 1)), "tensor \"w\": has no data");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 1).add(9, "abcd").add(4, 1.0f)),
              "has data in raw_data and in float_data");
  EXPECT_ENDS(errorOf(tensor("w", {0}, 1).add(4, 1.0f)),
              "has data, and a dim of 0");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 1).addPacked(5, Ints{1})),
              "values of type FLOAT do not belong into int32_data");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 6).add(4, 1.0f)),
              "values of type INT32 do not belong into float_data");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 8).add(9, "x")),
              "values of type STRING do not belong into raw_data");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 1).add(3, Proto())),
              "is stored in segments");
}

TEST(TensorProto, ValuesAreCountedAndFit) {
  EXPECT_ENDS(errorOf(tensor("w", {2}, 6).addPacked(5, Ints{1})),
              "int32_data has 1 values, and the dims ask for 2");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 6).addPacked(5, Ints{1, 2})),
              "int32_data has more values than the 1 that the dims ask for");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 8).add(6, "").add(6, "")),
              "string_data has more values");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 2).addPacked(5, Ints{256})),
              "the value 256 does not fit the type UINT8");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 3).addPacked(5, Ints{-129})),
              "the value -129 does not fit the type INT8");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 28).addPacked(5, Ints{64})),
              "the value 64 does not fit the type FLOAT6E3M2");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 9).addPacked(5, Ints{2})),
              "the BOOL 2 is neither 0 nor 1");
  EXPECT_ENDS(errorOf(tensor("w", {2}, 9).add(9, llvm::StringRef("\0\2", 2))),
              "the BOOL 2 is neither 0 nor 1");
  EXPECT_ENDS(errorOf(tensor("w", {1}, 1).add(4, "abc")),
              "packed values end in the middle of one");
}

TEST(TensorProto, ExternalDataBelongsToModels) {
  EXPECT_ENDS(errorOf(tensor("w", {1}, 1)
                          .add(13, Proto().add(1, "location").add(2, "f"))
                          .add(14, 1)),
              "its data is external, which only models have");
}

TEST(TensorProto, EveryPrefixIsAnErrorOrATensor) {
  std::string bytes = tensor("w", {2}, 6).add(9, "abcdefgh").bytes;
  for (size_t size = 0; size != bytes.size(); ++size)
    EXPECT_NE(errorOf(Proto().raw(bytes.substr(0, size))), "") << size;
}

TEST(TensorProto, IsWrittenAsItIsRead) {
  for (const Proto &proto :
       {tensor("w", {2, 1}, 6).add(9, "abcdefgh"),
        tensor("w", {3}, 22).addPacked(5, Ints{0x21, 0x03}),
        tensor("names", {2}, 8).add(6, "ab").add(6, "c"), tensor("", {0}, 1),
        Proto().add(2, 2).add(9, "x")}) {
    Tensor before, after;
    ASSERT_EQ(decode(proto, before), "");
    ASSERT_EQ(decode(Proto().raw(writeTensor(before)), after), "");
    EXPECT_EQ(before.name, after.name);
    EXPECT_EQ(before.type, after.type);
    EXPECT_EQ(before.dims, after.dims);
    EXPECT_EQ(before.strings, after.strings);
    EXPECT_TRUE(llvm::equal(before.getBytes(), after.getBytes()));
  }
}

} // namespace
