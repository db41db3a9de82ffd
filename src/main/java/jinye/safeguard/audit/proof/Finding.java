package jinye.safeguard.audit.proof;

/**
 * Something in the log that is not as it was sealed.
 *
 * @param block 0 when no block can be named
 * @param entry 0 when it is about a whole block
 */
public record Finding(Kind kind, long block, long entry) implements Comparable<Finding> {

    public enum Kind {
        REMOVAL_WRONG("第 {e} 号清理清单的签名不符", "the list of removed entries is not signed as it should be"),
        UNREADABLE("第 {e} 行无法识别", "a line that is none of ours"),
        BLOCK_MISSING("第 {b} 区块缺失", "the block is missing"),
        BLOCK_CHANGED("第 {b} 区块被改动", "the block was changed"),
        CHAIN_BROKEN("第 {b} 区块与前一区块接不上", "the block does not follow the one before"),
        ENTRY_CHANGED("第 {e} 号记录被改动", "the entry was changed"),
        ENTRY_MISSING("第 {e} 号记录被删除", "the entry is missing"),
        ENTRY_INSERTED("第 {e} 号记录是后来插入的", "the entry was inserted"),
        ENTRY_DISPLACED("第 {e} 号记录的次序被调换", "the entry is out of order"),
        SEAL_WRONG("第 {b} 区块的签封不符", "the seal does not match the block"),
        LOG_CUT("第 {b} 区块以后的记录被截去", "the log was cut after this");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }

    public String sentence() {
        return kind.chinese.replace("{b}", Long.toString(block)).replace("{e}", Long.toString(entry));
    }

    String english() {
        return kind.english;
    }

    /** Whatever stands first in the log comes first. */
    @Override
    public int compareTo(Finding other) {
        int byBlock = Long.compare(block, other.block);
        return byBlock != 0 ? byBlock : Long.compare(entry, other.entry);
    }
}
