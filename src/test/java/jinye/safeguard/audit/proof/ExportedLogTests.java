package jinye.safeguard.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import jinye.safeguard.cryptography.CertificateFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported log is judged without the application: whatever was done to it is named, the first place first. */
class ExportedLogTests {

    @TempDir
    Path folder;

    SampleLog log;

    @BeforeEach
    void sealALog() throws Exception {
        log = new SampleLog();
    }

    @Test
    void aLogAsItWasSealedIsGood() throws Exception {
        var judged = log.writeTo(folder)
                .verify(List.of(log.certificate), log.sealed.getLast().hash());

        assertThat(judged.findings()).isEmpty();
        assertThat(judged.entries()).isEqualTo(30);
        assertThat(judged.sealedTo()).isEqualTo(3);
        assertThat(judged.trusted()).isTrue();
    }

    @Test
    void aChangedLetterIsNamed() throws Exception {
        log.entries.set(12, log.entries.get(12).replace("李敏", "李明"));

        assertThat(first()).isEqualTo(new Finding(Finding.Kind.ENTRY_CHANGED, 2, 206));
    }

    @Test
    void aDeletedEntryIsNamed() throws Exception {
        log.entries.remove(5);

        assertThat(findings()).containsExactly(new Finding(Finding.Kind.ENTRY_MISSING, 1, 112));
    }

    @Test
    void anInsertedEntryIsNamedAlsoAfterTheEnd() throws Exception {
        log.entries.add(3, SampleLog.entry(107).line());
        log.entries.add(SampleLog.entry(400).line());

        assertThat(findings())
                .containsExactly(
                        new Finding(Finding.Kind.ENTRY_INSERTED, 1, 107),
                        new Finding(Finding.Kind.ENTRY_INSERTED, 4, 400));
    }

    @Test
    void aRepeatedEntryCountsAsInserted() throws Exception {
        log.entries.add(4, log.entries.get(3));

        assertThat(findings()).containsExactly(new Finding(Finding.Kind.ENTRY_INSERTED, 1, 108));
    }

    @Test
    void entriesThatChangedPlacesAreNamedWithinABlockAndAcrossBlocks() throws Exception {
        Collections.swap(log.entries, 2, 3);
        assertThat(first()).isEqualTo(new Finding(Finding.Kind.ENTRY_DISPLACED, 1, 106));
        Collections.swap(log.entries, 2, 3);

        Collections.swap(log.entries, 1, 25);
        assertThat(findings()).isNotEmpty().allMatch(finding -> finding.kind() == Finding.Kind.ENTRY_DISPLACED);
        assertThat(first().block()).isEqualTo(1);
    }

    @Test
    void aLogThatWasCutIsNamedByItsSealAndByADigestNotedElsewhere() throws Exception {
        log.entries.subList(20, 30).clear();
        assertThat(first()).isEqualTo(new Finding(Finding.Kind.ENTRY_MISSING, 3, 302));

        log.blocks.removeLast();
        assertThat(findings()).containsExactly(new Finding(Finding.Kind.LOG_CUT, 2, 0));

        log.seals.clear();
        assertThat(findings()).as("nothing left that says more was there").isEmpty();
        assertThat(log.writeTo(folder)
                        .verify(List.of(), log.sealed.getLast().hash())
                        .findings())
                .containsExactly(new Finding(Finding.Kind.LOG_CUT, 2, 0));
    }

    @Test
    void aMissingAChangedAndAForgedBlockAreNamed() throws Exception {
        var second = log.blocks.remove(1);
        assertThat(findings()).contains(new Finding(Finding.Kind.BLOCK_MISSING, 2, 0));

        log.blocks.add(1, second.replace("02:00:00", "02:00:01"));
        assertThat(first()).isEqualTo(new Finding(Finding.Kind.BLOCK_CHANGED, 2, 0));

        var entries = log.sealed.get(1).entries().stream().map(SampleLog::entry).toList();
        var forged = Block.seal(
                2, log.sealed.get(0).hash(), entries, log.sealed.get(0).sealedAt());
        log.blocks.set(1, forged.line());
        assertThat(findings()).containsExactly(new Finding(Finding.Kind.CHAIN_BROKEN, 3, 0));
    }

    @Test
    void aWholeChainMadeAnewDoesNotFitTheSeal() throws Exception {
        var other = new SampleLog();
        var forged = Block.seal(
                1,
                Block.NOTHING_BEFORE,
                List.of(SampleLog.entry(1)),
                log.sealed.get(0).sealedAt());
        log.entries.clear();
        log.entries.add(SampleLog.entry(1).line());
        log.blocks.clear();
        log.blocks.add(forged.line());
        assertThat(findings()).containsExactly(new Finding(Finding.Kind.LOG_CUT, 1, 0));

        log.seals.clear();
        log.seals.add(other.seal(forged).line());
        var judged = log.writeTo(folder).verify(List.of(log.certificate), null);
        assertThat(judged.trusted()).as("sealed with a key of somebody else").isFalse();
    }

    @Test
    void aSealOverSomethingElseIsNamed() throws Exception {
        var seal = log.seal(log.sealed.getLast());
        log.seals.set(0, new Seal(2, log.sealed.get(1).hash(), seal.message(), null).line());

        assertThat(findings()).containsExactly(new Finding(Finding.Kind.SEAL_WRONG, 2, 0));
    }

    @Test
    void removedByRuleIsNotMissingUnlessTheListIsForged() throws Exception {
        log.entries.remove(5);
        var gone = List.of(112L);
        log.removals.add(new Removal(1, gone, log.sign(Removal.statement(1, gone)), null).line());
        assertThat(findings()).isEmpty();

        log.entries.remove(5);
        log.removals.set(0, log.removals.get(0).replace("[112]", "[112,114]"));
        assertThat(findings())
                .contains(
                        new Finding(Finding.Kind.REMOVAL_WRONG, 0, 1), new Finding(Finding.Kind.ENTRY_MISSING, 1, 114));
    }

    @Test
    void linesThatAreNoneOfOursAreNamed() throws Exception {
        log.entries.add(0, "something else");
        log.blocks.set(2, "{}");
        log.seals.set(0, "");

        assertThat(findings()).extracting(Finding::kind).contains(Finding.Kind.UNREADABLE, Finding.Kind.ENTRY_INSERTED);
    }

    @Test
    void oneEntryIsShownToBeInABlockWithoutTheOthers() {
        for (int size = 1; size <= 20; size++) {
            var leaves = java.util.stream.LongStream.range(0, size)
                    .mapToObj(id -> SampleLog.entry(id + 1).leaf())
                    .toList();
            for (int at = 0; at < size; at++) {
                var path = MerkleTree.path(leaves, at);

                assertThat(MerkleTree.climb(leaves.get(at), at, size, path)).isEqualTo(MerkleTree.root(leaves));
                assertThat(path.size()).isLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void theCommandSaysWhatIsBrokenFirstAndEndsWithOne() throws Exception {
        var root = Files.write(folder.resolve("root.crt"), CertificateFiles.encoded(log.certificate));
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        log.writeTo(folder);
        var good = newest();
        assertThat(VerifyLog.run(new String[] {good.toString(), "--trust", root.toString()}, print, print))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("核验通过");

        Files.delete(good);
        log.entries.remove(7);
        log.writeTo(folder);
        assertThat(VerifyLog.run(new String[] {newest().toString()}, print, print))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("第 116 号记录被删除（区块 1）");
        assertThat(VerifyLog.run(new String[] {root.toString()}, print, print)).isEqualTo(2);
        assertThat(VerifyLog.run(new String[] {}, print, print)).isEqualTo(2);
    }

    private Path newest() throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<Finding> findings() throws Exception {
        return log.writeTo(folder).verify(List.of(), null).findings();
    }

    private Finding first() throws Exception {
        return findings().getFirst();
    }
}
