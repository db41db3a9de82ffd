package jinye.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up words of official documents, the same for the same seed on every machine: titles and bodies of realistic length, words
 * as frequent as Zipf found them, skewed choices. No real person's data.
 */
final class Texts {

    private static final String SPOKEN = """
            通知 工作 管理 卷烟 市场 检查 烟草 专卖 单位 部门 人员 监督 执法 规范 要求 安全 生产 许可 零售 经营 企业 发展 组织 实施 落实 加强
            开展 情况 报告 意见 方案 办法 规定 制度 项目 资金 采购 合同 审计 财务 预算 决算 人事 培训 考核 教育 学习 会议 纪要 研究 讨论 决定
            印发 转发 批复 请示 函件 答复 公文 档案 印章 保密 信息 系统 网络 数据 平台 建设 维护 运行 服务 群众 来信 来访 投诉 举报 核实 处理
            结果 反馈 案件 查处 假冒 走私 物流 配送 仓库 车辆 设备 物资 消防 应急 预案 演练 隐患 排查 整改 责任 领导 班子 党建 纪检 巡察 廉政
            文化 宣传 品牌 消费 需求 供应 计划 指标 统计 分析 预测 调研 评估 论证 审核 审批 备案 登记 注销 变更 延续 申请 受理 听证 复议 诉讼
            处罚 裁量 基准 证据 笔录 送达 公告 公示 监管 信用 分级 分类 布局 合理 标准 质量 技术 创新 科研 成果 推广 应用 合作 交流 协作 联合
            行动 专项 整治 节日 春节 国庆 元旦 假期 值班 值守 通报 表彰 先进 集体 个人 奖励 惩处 调整 机构 编制 岗位 聘用 退休 工资 福利 保险
            住房 后勤 食堂 绿化 节能 环保 水电 基建 工程 招标 投标 评审 验收 结算 付款 发票 税务 银行 账户 资产 清查 盘点 报废 处置 租赁 出租
            长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 浏阳 宁乡 醴陵 湘乡 韶山 耒阳 常宁 武冈 汨罗 临湘 津市 沅江
            """;
    private static final String SYLLABLES = "文明永安德清和平江河山川林田石桥东南西北中新高长大光华荣兴盛福康宁泰祥瑞吉庆丰金银玉珠宝春夏秋冬";
    private static final String SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国文华志玉红梅建平海燕云飞晓东雪春";
    private static final String[] KINDS = {"通知", "请示", "报告", "批复", "函", "意见", "通报", "纪要", "决定", "公告"};
    private static final int VOCABULARY = 6_000;
    private static final List<String> WORDS = words();
    private static final double[] WEIGHTS = weights();

    private final SplittableRandom random;

    private Texts(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** @param seed says everything: the same number, the same texts */
    static Texts of(long seed) {
        return new Texts(seed * 0x9E3779B97F4A7C15L + 2026);
    }

    /** The n-th most frequent word, from 0. */
    static String common(int n) {
        return WORDS.get(n);
    }

    String word() {
        double at = random.nextDouble() * WEIGHTS[VOCABULARY - 1];
        int index = java.util.Arrays.binarySearch(WEIGHTS, at);
        return WORDS.get(Math.min(VOCABULARY - 1, index < 0 ? -index - 1 : index));
    }

    /** 18 to 40 characters, as in 关于……的通知. */
    String title() {
        var title = new StringBuilder("关于");
        int words = between(6, 16);
        for (int i = 0; i < words; i++) {
            title.append(word());
        }
        return title.append("的").append(KINDS[random.nextInt(KINDS.length)]).toString();
    }

    /** Most short, some long: half under the median, a few ten times as long. */
    String body(int medianCharacters) {
        double length = Math.min(12.0 * medianCharacters, medianCharacters * Math.exp(0.8 * gaussian()));
        var body = new StringBuilder((int) length + 40);
        while (body.length() < length) {
            int clause = between(4, 12);
            for (int i = 0; i < clause; i++) {
                body.append(word());
            }
            body.append(random.nextInt(4) == 0 ? "。\n" : "，");
        }
        return body.append("。").toString();
    }

    String person() {
        var name = new StringBuilder().append(SURNAMES.charAt(random.nextInt(SURNAMES.length())));
        for (int i = between(1, 2); i > 0; i--) {
            name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
        }
        return name.toString();
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean perhaps(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 below the bound, the small ones far more often: the first of 10,000 gets some seven per cent. */
    int skewed(int bound) {
        return skewed(random.nextDouble(), bound);
    }

    static int skewed(double uniform, int bound) {
        return Math.min(bound - 1, (int) Math.exp(uniform * Math.log(bound + 1.0)) - 1);
    }

    double uniform() {
        return random.nextDouble();
    }

    private double gaussian() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum - 6;
    }

    private static List<String> words() {
        var words = new java.util.LinkedHashSet<>(List.of(SPOKEN.strip().split("\\s+")));
        var random = new SplittableRandom(104);
        while (words.size() < VOCABULARY) {
            int length = random.nextInt(4) == 0 ? 3 : 2;
            var word = new StringBuilder();
            for (int i = 0; i < length; i++) {
                word.append(SYLLABLES.charAt(random.nextInt(SYLLABLES.length())));
            }
            words.add(word.toString());
            if (words.size() > SYLLABLES.length() * SYLLABLES.length()) {
                words.add(common(words, random) + common(words, random));
            }
        }
        return new ArrayList<>(words).subList(0, VOCABULARY);
    }

    private static String common(java.util.Set<String> words, SplittableRandom random) {
        return words.stream().skip(random.nextInt(200)).findFirst().orElseThrow();
    }

    private static double[] weights() {
        var weights = new double[VOCABULARY];
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + 3);
            weights[i] = sum;
        }
        return weights;
    }
}
