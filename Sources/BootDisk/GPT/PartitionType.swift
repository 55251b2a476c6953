/// The partition types that an image uses.
///
/// Source: UAPI group, Discoverable Partitions Specification, "Defined Partition Type UUIDs".
package enum PartitionType {
    package static let efiSystem = GUID(0xC12A_7328_F81F_11D2, 0xBA4B_00A0_C93E_C93B)
    package static let linuxData = GUID(0x0FC6_3DAF_8483_4772, 0x8E79_3D69_D847_7DE4)

    package static let rootX86 = GUID(0x4F68_BCE3_E8CD_4DB1, 0x96E7_FBCA_F984_B709)
    package static let rootVerityX86 = GUID(0x2C73_57ED_EBD2_46D9, 0xAEC1_23D4_37EC_2BF5)
    package static let rootARM = GUID(0xB921_B045_1DF0_41C3, 0xAF44_4C6F_280D_3FAE)
    package static let rootVerityARM = GUID(0xDF33_00CE_D69F_4C92, 0x978C_9BFB_0F38_D820)
}
