package jinye.platform.papers;

import java.util.List;

/**
 * @param missing characters that no configured font has, drawn as 〓: 用印 must be refused while there are any
 * @param seals   where the seals of the page belong; the file itself shows none until it is sealed
 */
public record OfdPaper(byte[] ofd, int pages, List<String> missing, List<SealPlace> seals) {}
