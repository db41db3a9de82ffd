package jinye.safeguard.audit.proof;

import java.util.ArrayList;
import java.util.List;
import jinye.safeguard.cryptography.Digests;

/**
 * One digest over many leaves (RFC 6962 2.1, with SM3). With a path of a few digests somebody can be shown that one entry is in a
 * block without being shown the others.
 */
public final class MerkleTree {

    private static final byte[] INNER = {1};

    private MerkleTree() {}

    /** @param leaves at least one */
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int left = leftOf(leaves.size());
        return Digests.sm3(INNER, root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    /** The digests beside the way from a leaf up to the root, lowest first. */
    static List<byte[]> path(List<byte[]> leaves, int index) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int left = leftOf(leaves.size());
        boolean inLeft = index < left;
        var path = path(
                inLeft ? leaves.subList(0, left) : leaves.subList(left, leaves.size()), inLeft ? index : index - left);
        path.add(root(inLeft ? leaves.subList(left, leaves.size()) : leaves.subList(0, left)));
        return path;
    }

    /** The root that follows from a leaf and its path. */
    static byte[] climb(byte[] leaf, int index, int size, List<byte[]> path) {
        if (size == 1) {
            return leaf;
        }
        int left = leftOf(size);
        var beside = path.getLast();
        var lower = path.subList(0, path.size() - 1);
        return index < left
                ? Digests.sm3(INNER, climb(leaf, index, left, lower), beside)
                : Digests.sm3(INNER, beside, climb(leaf, index - left, size - left, lower));
    }

    /** The largest power of two below the number of leaves. */
    private static int leftOf(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
