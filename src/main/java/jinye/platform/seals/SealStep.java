package jinye.platform.seals;

/** 验章步骤, in the order of GB/T 38540-2020, 7: the first that fails names what is wrong; those after it are not taken. */
public enum SealStep {
    PARSE("签章数据"),
    SEAL_SIGNATURE("制章签名"),
    SEAL_MAKER("制章人证书"),
    SEAL_VALIDITY("印章有效期"),
    SIGNER_IN_SEAL("签章人授权"),
    SIGNER("签章人证书"),
    SIGNATURE("签章签名值"),
    DATA_HASH("签章摘要"),
    PROTECTED_PARTS("文件内容"),
    SEAL_FILE("印章一致"),
    TIMESTAMP("时间戳"),
    COVERAGE("保护范围");

    private final String term;

    SealStep(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
