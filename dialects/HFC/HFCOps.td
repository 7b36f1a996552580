// All operations of the dialect, by kind.
include "dialects/HFC/HFCAttrs.td"
include "dialects/HFC/HFCElementwiseOps.td"
include "dialects/HFC/HFCShapeOps.td"
include "dialects/HFC/HFCIndexOps.td"
include "dialects/HFC/HFCReductionOps.td"
include "dialects/HFC/HFCContractionOps.td"
include "dialects/HFC/HFCControlOps.td"
