package jinye.platform.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up ordinary names, the same ones from the same seed. Names of well-known people are left out. */
final class DemoNames {

    record MadeUp(String name, int gender) {}

    /** As frequent as they are in Hunan, roughly. */
    private static final List<String> SURNAMES = List.of(("""
            李 李 李 李 李 王 王 王 王 刘 刘 刘 刘 刘 陈 陈 陈 陈 张 张 张 张 杨 杨 杨 周 周 周 黄 黄 黄 彭 彭 彭 邓 邓 邓
            曾 曾 肖 肖 肖 罗 罗 罗 谭 谭 谭 唐 唐 唐 胡 胡 何 何 吴 吴 蒋 蒋 贺 段 易 龙 龙 龚 文 文 向 向 姚 廖 廖 尹 袁 袁
            夏 谢 谢 宋 郭 许 朱 朱 徐 孙 马 高 林 郑 梁 韩 冯 曹 田 田 范 方 石 石 邹 邹 熊 熊 秦 阳 匡 伍 汤 戴 蔡 钟 聂 粟
            左 丁 覃 瞿 谌 姜 柳 申 申 赵 赵 符 滕 魏 吕 苏 卢 叶 余 潘 杜 汪 任 欧阳 欧阳""").split("\\s+"));

    private static final List<String> MALE = List.of(("""
            建平 建军 建新 建斌 建辉 志强 志刚 志勇 志平 志辉 国华 国平 国栋 国安 文辉 文军 文生 文武 海波 海军 海林 晓东 晓军
            晓辉 晓林 永红 永忠 永林 立新 立军 立民 卫东 卫国 卫平 光辉 光华 光荣 明亮 明辉 明华 新华 新民 新宇 新平 德胜 德华
            金华 金明 金生 春林 春生 春华 伟民 伟平 伟华 俊峰 俊辉 俊林 宏伟 宏斌 宏辉 鹏程 鹏辉 振宇 振武 振林 少华 少波 少文
            家兴 家明 家辉 世平 世杰 世民 学文 学军 学斌 跃进 跃华 跃平 浩然 宇航 宇轩 思远 凯文 天成 正平 正华 正武 启明 启航
            铁军 铁山 湘平 湘生 湘军 湘林 岳平 岳军 衡生 长林 长青 长庚 仁杰 仁和 义军 友良 友生 树林 树生 柏林 松林 石生 水生
            桂林 桂生 辉煌 泽华 泽宇 显明 显平 克勤 克俭 孝文 敬文 昌盛 昌明 兴旺 兴华 顺平 敏 斌 波 辉 亮 平""").split("\\s+"));

    private static final List<String> FEMALE = List.of(("""
            丽华 丽萍 丽娟 丽群 秀英 秀兰 秀珍 秀华 桂英 桂芳 桂兰 玉兰 玉梅 玉英 玉珍 玉华 春梅 春燕 春兰 春香 冬梅 冬英 雪梅
            雪莲 雪辉 红梅 红艳 红霞 红英 晓红 晓燕 晓芳 晓玲 晓丽 晓兰 小红 小芳 小燕 小玲 小英 海燕 海英 海兰 艳红 艳平 艳梅
            艳辉 雅丽 雅婷 雅琳 文静 文娟 文英 文慧 淑芬 淑英 淑华 淑云 佳慧 佳怡 佳丽 婷婷 慧玲 慧芳 慧娟 敏霞 敏华 敏芝 思雨
            思思 雨晴 雨欣 欣怡 静怡 静文 诗琪 诗雨 梦洁 梦婷 梦云 美玲 美华 美兰 爱华 爱平 爱群 湘莲 湘云 湘兰 湘玉 湘辉 丹丹
            莎莎 倩倩 璐璐 娟娟 利平 利群 利红 菊香 菊英 银花 翠兰 翠英 凤英 凤姣 凤兰 满秀 立红 立珍 立群 云霞 云芳 云辉 竹青
            竹英 喜红 喜梅 元秀 元英 清华 清香 颖 静 燕 艳 玲 萍 娟 红""").split("\\s+"));

    private static final Set<String> WELL_KNOWN = Set.of(
            "何静", "王颖", "张静", "李红", "邓婷婷", "马艳丽", "高晓东", "刘晓东", "田亮", "叶明辉", "徐静", "汪小红", "李玲", "周文生", "韩红", "丁俊晖",
            "丁俊辉", "刘文静", "唐婷婷", "马玲", "袁立", "吴静", "孙俊峰", "李世民", "杜海涛");

    private final Random random;
    private final Set<String> reservedSpellings;

    /** @param reserved names nobody else may be spelt like, so that the people with names are found at once */
    DemoNames(long seed, Set<String> reserved) {
        random = new Random(seed);
        reservedSpellings = new HashSet<>();
        reserved.forEach(name -> reservedSpellings.add(Pinyin.ofPerson(name).letters()));
    }

    /** @param taken names already in the unit; the new one is added */
    MadeUp next(Set<String> taken) {
        while (true) {
            boolean female = random.nextInt(100) < 42;
            var surname = SURNAMES.get(random.nextInt(SURNAMES.size()));
            var givenNames = female ? FEMALE : MALE;
            var given = givenNames.get(random.nextInt(givenNames.size()));
            var name = surname + given;
            if (!given.startsWith(surname)
                    && !WELL_KNOWN.contains(name)
                    && !reservedSpellings.contains(Pinyin.ofPerson(name).letters())
                    && taken.add(name)) {
                return new MadeUp(name, female ? 2 : 1);
            }
        }
    }
}
