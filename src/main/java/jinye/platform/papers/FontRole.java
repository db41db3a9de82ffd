package jinye.platform.papers;

/** The looks an official document needs; which font file gives a look is configuration. */
enum FontRole {
    /** 仿宋: text. */
    FANG,
    /** 楷体: names of signers, headings of the second level. */
    KAI,
    /** 黑体: headings of the first level, urgency. */
    HEI,
    /** 小标宋: issuing mark and title. */
    TITLE,
    /** 宋体: page numbers. */
    NUMBER
}
