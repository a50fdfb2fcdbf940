"""Which sector owns what a name names, without any other context: heads outweigh modifiers, names of places say nothing."""

from __future__ import annotations

import pytest

from pipeline.document import Anchor
from pipeline.facts import Facts
from pipeline.lexicon import load
from pipeline.read.text import read_string
from pipeline.sectors import sector_of, subject

NAMES = {
    "agriculture": "砀山县黄桃产业园 赣州脐橙产业园 寿光蔬菜种业园 优质粮食工程 粮食产能提升行动 生猪产能调控行动 眉县猕猴桃产业园 宁夏枸杞产业园 制种基地提升工程 奶业振兴行动",
    "agriculture,digital": "数字乡村试点",
    "agriculture,industry": "呼和浩特乳业小镇 银川贺兰山东麓葡萄酒产区",
    "agriculture,landuse": "黑土地保护利用工程 耕地质量提升工程",
    "agriculture,marine": "阳澄湖大闸蟹产业园",
    "agriculture,military": "军粮供应站",
    "civil": "温泉县敬老院 市社会福利院 养老服务提质行动 市救助管理站迁建 区殡仪馆迁建工程 惠民殡葬补贴行动",
    "commerce": "阿拉山口综合保税区 武汉东湖综合保税区 太原武宿综保区扩区",
    "commerce,construction": "襄阳市东津新区中央商务区",
    "commerce,digital": "石家庄正定数字经济会展中心",
    "commerce,industry": "海门叠石桥国际家纺城",
    "commerce,transport": "霍尔果斯口岸综合服务区 长沙黄花综保区冷链仓",
    "construction": "青年公寓建设项目 老旧小区加装电梯工程 海绵城市建设示范工程 党家庄片区道路工程 保障性租赁住房项目",
    "construction,culture": "拉萨布达拉宫广场改造",
    "construction,forestry": "牡丹江市人民公园改造 沈阳王家湾滨水公园",
    "construction,transport": "军山大道改造 江东新区路网工程",
    "construction,women,forestry": "南宁凤岭儿童公园",
    "culture": "黄河下游文明探源工程 上海图书馆东馆 军垦博物馆 林州市红旗渠景区提升 常州大剧院 九寨沟旅游综合服务中心 良渚国家考古遗址公园 红军长征纪念馆 海军诞生地纪念馆 大黄山国家级旅游度假区 大运河博物院 三星堆国家文物保护利用示范区 长江国家文化公园 昆明巫家坝音乐厅 遵义会议会址周边环境整治 长春电影主题乐园 大同云冈石窟数字化保护 延安南泥湾红色文化小镇 乌鲁木齐文化中心 景德镇御窑厂遗址 荆州纪南文旅区楚王车马阵 济南章丘明水古城",
    "culture,construction": "常德柳叶湖环湖栈道",
    "culture,sports": "哈尔滨冰雪大世界扩建",
    "digital": "贵安超算中心 长三角枢纽芜湖数据中心集群 韶关数据中心集群 德清地理信息小镇 庆阳算力枢纽节点",
    "digital,industry": "海淀区人工智能产业园 成都天府软件园三期",
    "digital,science": "国家超级计算郑州中心",
    "education": "军民路小学 新兴职业技术学院新校区 海河教育园区 郑州大学河南医学院新校区 晋中高校新区食堂 洛阳伊滨区中小学布点",
    "education,agriculture": "盱眙龙虾产业学院",
    "emergency": "智慧消防平台 消防救援站建设 气象雷达站",
    "energy": "将军山风电场 白鹤滩水电站 舟山液化天然气接收站 通辽千万千瓦风光基地 丰宁抽水蓄能电站 田湾核电7、8号机组 500千伏武北输变电工程 林口县抽水蓄能电站 塔里木油田增储上产",
    "energy,industry": "海南州光伏产业园 准东煤制气项目",
    "energy,transport": "唐山曹妃甸LNG码头",
    "environment": "古交市污水处理厂 张家口垃圾焚烧发电厂 白洋淀内源污染治理 宝鸡陈仓污水厂提标",
    "environment,construction": "城市生活垃圾分类提升行动",
    "environment,forestry,landuse": "山水林田湖草沙一体化保护修复工程",
    "environment,forestry,water": "张掖黑河生态走廊",
    "environment,marine": "张家港湾生态修复",
    "environment,water": "昆明滇池水质净化厂",
    "finance": "重庆江北嘴金融城",
    "forestry": "秦岭国家植物园 西溪国家湿地公园 三北防护林工程 退耕还林还草工程 国土绿化行动 青海湖国家公园 国有林场场部搬迁",
    "forestry,construction": "西安幸福林带",
    "health": "安徽省妇幼保健院新院区 无锡市儿童医院 贵州省肿瘤医学中心 海宁市人民医院 树兰医院 村头镇卫生院 中国科大附属第一医院西区 滨州医学院烟台附属医院新院区 洋浦国际健康驿站 贵州省骨科医院 儿童血液病医学中心 湘雅医院新院区 博鳌乐城国际医疗旅游先行区 县疾控中心实验楼 托育服务综合中心",
    "health,science": "南昌赣江新区中医药科创城",
    "industry": "茂名乙烯提质改造项目 镇海炼化扩建项目 盘锦芳烃联合装置 裕龙岛炼化一体化项目 洛阳百万吨乙烯项目 福佳大化PX装置 合肥晶合集成电路二期 丹阳市眼镜产业园 曹县汉服产业基地 盐城滨海港工业园 独山子石化乙烯扩能 宜昌磷化工产业园 株洲轨道交通装备产业集群 平果铝深加工 深汕比亚迪汽车工业园 泉州晋江鞋服智造园",
    "industry,agriculture": "柳州螺蛳粉产业园",
    "industry,health": "横琴中医药产业园",
    "industry,science": "文昌国际航天城 包头稀土高新区",
    "labour": "高校毕业生就业促进计划",
    "marine": "舟山远洋渔业基地 渔港经济区建设",
    "marine,commerce": "深圳盐田三文鱼交易中心",
    "marine,science": "国家海洋综合试验场",
    "market": "市民中心政务服务大厅",
    "military": "退役军人服务中心 军民融合创新示范园 烈士陵园提升改造 人防指挥所",
    "party,culture": "职工服务中心（工人文化宫）",
    "science": "光谷实验室 怀柔综合性国家科学中心 高能同步辐射光源 中国散裂中子源二期 江苏省产业技术研究院 合肥综合性国家科学中心 上海光源线站工程 中国（绵阳）科技城 岳麓山实验室 三亚崖州湾科技城 东莞松山湖材料实验室 河套深港科技创新合作区",
    "science,culture": "上海天文馆",
    "security": "反诈宣传专项行动 雪亮工程 市公安局业务技术用房 看守所迁建项目",
    "security,market": "行政执法能力提升行动",
    "sports": "点军区奥体中心 珠海体育中心 海东市河湟新区体育场 成都大运会主场馆",
    "talent,construction": "人才公寓二期",
    "transport": "上海站综合改造 盐通宁S9线 海拉尔机场改扩建 海口新海港 威海西站 林芝火车站 南京北站 杭衢高铁 宁芜铁路外绕线 广州东环城际 苏台高速南浔段 德州黄河公铁大桥 沈白客专 G312国道改线 宁波舟山港梅山港区10号泊位 岚山港区疏港铁路 京杭运河二通道 平陆运河 军都山隧道 临海市台州湾大桥 兰州中川机场三期 杭州西站枢纽 南沙港铁路 深江高铁 苏州S1线 杭温铁路二期 金华兰溪港铁公水联运枢纽 南通通州湾新出海口 雄安城际站 大理苍山隧道 成渝中线高铁 成达万高铁 三峡水运新通道 鄂州花湖机场 岳阳城陵矶港 湘西边城机场 北部湾国际门户港 儋州洋浦港区扩建 粤东城际环线 大连金州湾国际机场 保定至涿州城际公交 贵阳轨道3号线 广州南沙客运港 厦门翔安大嶝岛跨海桥",
    "transport,commerce": "郴州国际陆港 鞍山鲅鱼圈港口岸仓库",
    "transport,construction": "青岛地铁6号线二期",
    "transport,culture": "赤水河谷旅游公路",
    "transport,culture,construction": "兰州城关黄河铁桥维修",
    "transport,industry": "青岛胶东临空示范区",
    "transport,water": "百色水利枢纽通航设施",
    "water": "吴淞江（昆山段）整治工程 党河水库除险加固 引汉济渭二期工程 引绰济辽工程 鄂北水资源配置工程 岳城水库 曹娥江大闸 望虞河拓浚工程 三里河泵站 古田水库加固 淮河入海水道二期 引黄济青改扩建 滇中引水工程 大藤峡水利枢纽 城乡供水一体化工程 渝西水资源配置工程 环北部湾广东水资源配置工程 韩江高陂水利枢纽",
    "water,agriculture": "三河灌区续建配套工程",
    "water,environment": "太湖清淤固淤工程 永定河综合治理与生态修复",
    "women": "市妇女儿童活动中心",
    "women,education": "市青少年活动中心",
}
"""Acceptable sectors → names, parted by spaces."""


@pytest.mark.parametrize(("sectors", "name"), [(sectors, name) for sectors, names in NAMES.items() for name in names.split()])
def test_the_sector_of_a_name(sectors: str, name: str) -> None:
    doc = read_string(f"第一章 重点任务\n\n加快推进{name}建设。\n")
    start = doc.text.index(name)
    sector, _ = sector_of(doc, Facts(""), Anchor(start, start + len(name)))
    assert sector in sectors.split(",")


def test_no_word_of_a_sector_is_a_single_character() -> None:
    assert not [form for entry in load("sectors").entries for form in (*entry.forms, *entry.weak) if len(form) < 2]


def test_a_plan_of_one_field_owns_what_it_names() -> None:
    doc = read_string("某省文物事业发展“十四五”规划\n\n第一章 任务\n\n实施行政执法能力提升工程。\n")
    start = doc.text.index("行政执法")
    assert "culture" in subject(doc)
    sector, also = sector_of(doc, Facts(""), Anchor(start, start + len("行政执法能力提升工程")))
    assert "culture" in (sector, *also)
