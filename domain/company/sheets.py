"""The seventeen kinds of sheet, as data: headers, synonyms, keys."""

from domain.company.columns import Column, Kind, SheetSpec, mix
from domain.company.settings import PLAIN_NAMES

_ID = "编码 编号 代码 代号 号 号码 id 码 code no"
_TITLE = "名称 名字 名 全称 简称 name"

_STORE_CODE = mix("门店 店铺 网点 终端 售点 店 卖场 store shop outlet", _ID)
_STORE_NAME = mix("门店 店铺 网点 终端 售点 店 卖场 store shop", _TITLE)
_PRODUCT_CODE = (
    mix("商品 产品 货品 物料 品项 sku 单品 存货 料 product item", _ID) + " 货号 sku 料号 品号"
)
_PRODUCT_NAME = mix("商品 产品 货品 物料 品项 单品 sku 存货 product item", _TITLE) + " 品名"
_CUSTOMER_CODE = mix("客户 顾客 企业 往来单位 customer client", _ID)
_CUSTOMER_NAME = mix("客户 顾客 企业 公司 单位 customer", _TITLE)
_RIVAL_CODE = (
    mix("竞品 竞争品 竞对 对手产品 竞争产品 竞品sku competitor rival", _ID)
    + " 竞品 竞品商品编码 竞品产品编码"
)
_RIVAL_NAME = mix("竞品 竞争品 竞对 竞争产品 对手产品 competitor", _TITLE) + " 竞品品名"
_OWN = (
    mix(
        "对应我品 对应我司 对标 对标我品 对应商品 对应产品 我品 我司产品 本品 对应本品 我方商品 我方产品 对标产品 对标商品",
        "编码 编号 代码 id",
    )
    + " 我品 本品 对应我品 对标产品 对标商品 对标我品 对应商品 对应产品"
)
_WHO = (
    "业务员 业务代表 销售代表 责任人 负责人 跟进人 业务 销售 代表 业代 客户经理 业务经理 销售经理 销售员 销售人员 业务人员 维护人 rep owner "
    + mix(
        "业务员 业务代表 销售代表 业务 销售 负责人 责任人 跟进人 代表 销售员", "工号 编号 姓名 名字"
    )
)
_DAY = "日期 时间 date day"
_QTY = "数量 件数 qty quantity 箱数"

# fmt: off
SHEETS: tuple[SheetSpec, ...] = (
    SheetSpec(
        "公司", "name", "公司 设置 参数 配置 company setting",
        telling="value",
        vouch=PLAIN_NAMES,
        columns=(
            Column("name", "项目", names="设置项 参数 配置项 参数名 名称 key 设置 参数项 配置 项", required=True),
            Column("value", "值", names="取值 参数值 设定值 设置值 配置值 当前值 内容 设定 value 数值", required=True),
        ),
    ),
    SheetSpec(
        "人员", "id", "人员 员工 组织 花名册 通讯录 people staff",
        telling="role manager_id roster tenure_years quick_entry",
        any_of="role title number manager_id roster",
        columns=(
            Column("number", "工号", Kind.CODE, names=mix("员工 人员 职员 employee user", _ID) + " 编号", refers="人员"),
            Column("name", "姓名", names=mix("员工 人员 职员 业务员", "姓名 名字 名称") + " 名字 员工 人员 名称 name", required=True),
            Column("role", "角色", names="岗位 身份 岗位角色 系统角色 权限角色 人员类型 role 岗位类型"),
            Column("department", "部门", names="所属部门 部门名称 department dept 组织"),
            Column("title", "职务", names="职位 职称 头衔 岗位名称 title 职级"),
            Column("district", "片区", names="区域 所属片区 大区 负责片区 片区名称 district 销售区域 辖区 小组"),
            Column("roster", "花名册序号", Kind.WHOLE, names="花名册 序号 花名册号 位次 名册序号 roster 花名册编号 排序 座位号"),
            Column("manager_id", "直属上级", Kind.PERSON, names="上级 汇报对象 直接上级 主管 直属领导 领导 汇报给 汇报人 上级领导 上级姓名 上级工号 汇报上级 直接领导 直接主管 直属主管 manager reportsto supervisor 直属上级工号 直属上级姓名"),
            Column("tenure_years", "工龄(年)", Kind.NUMBER, names="工龄 司龄 年资 入职年限 工作年限 tenure"),
            Column("quick_entry", "快捷入口", Kind.FLAG, names="快捷 快速入口 快捷录入 老手快捷 快捷模式 quickentry"),
            Column("phone", "电话", names="手机 手机号 联系电话 联系方式 手机号码 电话号码 phone mobile"),
        ),
    ),
    SheetSpec(
        "门店", "code", "门店 店铺 网点 终端 store",
        telling="lat lon place datum radius_m",
        columns=(
            Column("code", "门店编码", Kind.CODE, names=f"{_STORE_CODE} 编码 编号 代码 code", required=True, refers="门店"),
            Column("name", "门店名称", names=f"{_STORE_NAME} 门店 店铺 网点 终端 名称 name", required=True),
            Column("kind", "门店类型", names=mix("店铺 网点 终端 售点 门店 店", "类型 类别 性质 形态") + " 类型 经营类型 业态 渠道类型 性质 type"),
            Column("grade", "等级", names=mix("门店 店铺 网点 终端", "等级 级别 分级") + " 级别 分级 grade level abc"),
            Column("city", "城市", names="所在城市 地市 市 city"),
            Column("district", "片区", names="区域 所属片区 大区 片区名称 district 销售区域 辖区"),
            Column("route", "线路", names="路线 拜访线路 线路名称 拜访路线 route 线"),
            Column("rep_id", "业务员", Kind.PERSON, names=f"{_WHO} 拜访人 负责业务员"),
            Column("lat", "纬度", names="lat latitude 纬 北纬 纬度坐标 y gps纬度 坐标纬度"),
            Column("lon", "经度", names="lon lng longitude 经 东经 经度坐标 x gps经度 坐标经度 long"),
            Column("place", "经纬度", names="坐标 位置坐标 gps 定位 地理坐标 gps坐标 定位坐标 location"),
            Column("datum", "坐标系", names="坐标类型 坐标系统 坐标标准 坐标来源 基准 datum crs 地图"),
            Column("area", "商圈", names="所属商圈 商圈名称 板块 area"),
            Column("radius_m", "门店围栏(米)", Kind.NUMBER, names="围栏 围栏半径 半径 打卡半径 签到半径 签到范围 定位范围 radius 围栏米"),
            Column("address", "地址", names="门店地址 详细地址 店铺地址 address"),
        ),
    ),
    SheetSpec(
        "商品", "code", "商品 产品 sku 目录 product",
        telling="grade per_case list_fen retail_fen aliases",
        columns=(
            Column("code", "商品编码", Kind.CODE, names=f"{_PRODUCT_CODE} 编码 编号 代码 code", required=True, refers="商品"),
            Column("name", "商品名称", names=f"{_PRODUCT_NAME} 名称 商品 产品 name", required=True),
            Column("brand", "品牌", names="商品品牌 产品品牌 牌子 厂牌 brand"),
            Column("spec", "规格", names="规格型号 型号 包装规格 净含量 商品规格 产品规格 spec model"),
            Column("category", "品类", names="类别 分类 商品分类 产品分类 大类 商品类别 产品线 category"),
            Column("grade", "主推等级", names="主推级别 主推 等级 级别 产品等级 商品等级 abc分类 推广等级 grade 重点等级 主推分级"),
            Column("unit", "单位", names="计量单位 基本单位 最小单位 销售单位 unit"),
            Column("per_case", "箱规", Kind.WHOLE, names="每箱数量 装箱数 箱入数 件装数 箱含量 每箱 入数 percase 装箱规格 箱装数 包装数"),
            Column("list_fen", "目录价", Kind.MONEY, names="标准价 出厂价 供货价 批发价 开票价 目录单价 面价 价目表价 listprice"),
            Column("retail_fen", "零售价", Kind.MONEY, names="建议零售价 终端价 售价 零售单价 指导价 零售指导价 retailprice"),
            Column("aliases", "别名", Kind.WORDS, names="俗称 简称 又名 别称 叫法 其他叫法 同义词 aliases alias 常用叫法"),
        ),
    ),
    SheetSpec(
        "竞品对照", "code", "竞品对照 对标 竞品",
        telling="own_code",
        columns=(
            Column("code", "竞品编码", Kind.CODE, names=_RIVAL_CODE, required=True, refers="竞品对照"),
            Column("name", "竞品名称", names=f"{_RIVAL_NAME} 竞品", required=True),
            Column("spec", "规格", names="竞品规格 规格型号 型号 包装规格 spec"),
            Column("own_code", "对应我品编码", Kind.CODE, names=f"{_OWN} {_PRODUCT_CODE} 商品 产品", refers="商品"),
        ),
    ),
    SheetSpec(
        "竞品价格", "id", "竞品价格 价格 巡价 采价",
        telling="competitor_code",
        columns=(
            Column("at", "日期", Kind.MOMENT, names=f"{_DAY} 采集日期 采集时间 调查日期 记录日期 价格日期 采价日期 巡价日期", required=True),
            Column("store_code", "门店编码", Kind.CODE, names=f"{_STORE_CODE} 门店 网点 店铺 终端 {_STORE_NAME}", refers="门店"),
            Column("competitor_code", "竞品编码", Kind.CODE, names=_RIVAL_CODE, required=True, refers="竞品对照"),
            Column("price_fen", "价格", Kind.MONEY, names="竞品价格 售价 单价 零售价 竞品价 竞品售价 价钱 price 采集价 标价", required=True),
            Column("pack", "件数", Kind.WHOLE, names="包装件数 组合件数 每组件数 连包数 pack"),
            Column("source", "来源", names="数据来源 价格来源 采集方式 渠道 source 信息来源"),
        ),
    ),
    SheetSpec(
        "客户", "code", "客户 customer 往来",
        telling="contact signed_on",
        columns=(
            Column("code", "客户编码", Kind.CODE, names=f"{_CUSTOMER_CODE} 编码 编号 代码 code", required=True, refers="客户"),
            Column("name", "客户名称", names=f"{_CUSTOMER_NAME} 客户 公司 企业 名称 name", required=True),
            Column("contact", "联系人", names="联系人姓名 对接人 客户联系人 主要联系人 contact 采购联系人"),
            Column("salutation", "称呼", names="称谓 尊称 联系人称呼 叫法"),
            Column("phone", "电话", names="联系电话 手机 手机号 联系方式 手机号码 电话号码 phone mobile"),
            Column("kind", "类型", names="客户类型 客户类别 类别 客户性质 kind type"),
            Column("city", "城市", names="所在城市 地市 市 city"),
            Column("owner_id", "负责人", Kind.PERSON, names=f"{_WHO} 负责业务员 销售负责人 对口业务员 归属人"),
            Column("signed_on", "签约日期", Kind.DAY, names="签约时间 合作日期 签约日 合作时间 首签日期 签订日期 合同日期 合作开始日期 signedon"),
            Column("tags", "标签", Kind.WORDS, names="客户标签 标记 tags tag"),
        ),
    ),
    SheetSpec(
        "合同价", "id", "合同价 协议价 contract",
        telling="price_fen valid_from valid_to",
        columns=(
            Column("customer_code", "客户编码", Kind.CODE, names=f"{_CUSTOMER_CODE} 客户 客户简码", required=True, refers="客户"),
            Column("product_code", "商品编码", Kind.CODE, names=f"{_PRODUCT_CODE} 编码 商品 产品 {_PRODUCT_NAME}", required=True, refers="商品"),
            Column("price_fen", "合同价", Kind.MONEY, names="合同单价 协议价 协议单价 签约价 合同价格 约定价 执行价 contractprice", required=True),
            Column("taxed", "含税", Kind.FLAG, names="是否含税 含税与否 税 含税否 taxed"),
            Column("min_qty", "起订量", Kind.NUMBER, names="最小起订量 最低起订量 起订数量 起订 起购量 moq"),
            Column("valid_from", "生效日期", Kind.DAY, names="生效日 开始日期 起始日期 生效时间 有效期起 有效期从 合同开始 起 从 validfrom"),
            Column("valid_to", "失效日期", Kind.DAY, names="失效日 截止日期 结束日期 失效时间 有效期止 有效期至 到期日 到期日期 终止日期 合同结束 止 至 validto"),
        ),
    ),
    SheetSpec(
        "报价记录", "id", "报价 quote",
        telling="price_fen",
        columns=(
            Column("day", "日期", Kind.DAY, names=f"{_DAY} 报价日期 报价时间", required=True),
            Column("customer_code", "客户编码", Kind.CODE, names=f"{_CUSTOMER_CODE} 客户 客户简码", required=True, refers="客户"),
            Column("product_code", "商品编码", Kind.CODE, names=f"{_PRODUCT_CODE} 编码 商品 产品 {_PRODUCT_NAME}", required=True, refers="商品"),
            Column("price_fen", "报价", Kind.MONEY, names="报价单价 报价价格 报出价 单价 价格 quote price 报价金额", required=True),
        ),
    ),
    SheetSpec(
        "库存", "product_code warehouse", "库存 stock",
        telling="warehouse as_of",
        any_of="warehouse as_of",
        columns=(
            Column("product_code", "商品编码", Kind.CODE, names=f"{_PRODUCT_CODE} 编码 商品 产品 {_PRODUCT_NAME}", required=True, refers="商品"),
            Column("warehouse", "仓库", names="仓 仓库名称 库房 仓位 所在仓库 发货仓 warehouse"),
            Column("qty", "数量", Kind.NUMBER, names=f"{_QTY} 库存 库存数量 现有库存 可用库存 结存 现存量 在库数量 库存量 可用量", required=True),
            Column("as_of", "截至", Kind.MOMENT, names="截至时间 截止 截止时间 盘点时间 盘点日期 更新时间 截至日期 统计时间 库存日期 时点 日期 asof"),
        ),
    ),
    SheetSpec(
        "在途", "shipment_no product_code", "在途 transit",
        telling="due",
        columns=(
            Column("shipment_no", "单号", Kind.CODE, names="在途单号 运单号 发货单号 采购单号 到货单号 物流单号 调拨单号 单据号 单据编号 shipmentno 运单", required=True),
            Column("product_code", "商品编码", Kind.CODE, names=f"{_PRODUCT_CODE} 编码 商品 产品 {_PRODUCT_NAME}", required=True, refers="商品"),
            Column("qty", "数量", Kind.NUMBER, names=f"{_QTY} 在途数量 发货数量 在途 在途量", required=True),
            Column("due", "预计到货", Kind.DAY, names="预计到货日 预计到货日期 预计到货时间 到货日期 预计到达 预计到仓 eta 预计到港 预达日期 预计到仓日期", required=True),
        ),
    ),
    SheetSpec(
        "订单", "order_no product_code line", "订单 销售单 order",
        telling="order_no amount_fen payment",
        columns=(
            Column("order_no", "订单号", Kind.CODE, names="订单编号 单号 销售单号 订单编码 订货单号 单据号 单据编号 订单 orderno orderid", required=True),
            Column("day", "日期", Kind.DAY, names=f"{_DAY} 下单日期 订单日期 订货日期 下单时间 单据日期 销售日期", required=True),
            Column("store_code", "门店编码", Kind.CODE, names=f"{_STORE_CODE} 门店 网点 店铺 终端 {_STORE_NAME}", required=True, refers="门店"),
            Column("product_code", "商品编码", Kind.CODE, names=f"{_PRODUCT_CODE} 编码 商品 产品 {_PRODUCT_NAME}", required=True, refers="商品"),
            Column("qty", "数量", Kind.NUMBER, names=f"{_QTY} 订货数量 订购数量 下单数量 销售数量 订单数量", required=True, signed=True),
            Column("unit", "单位", names="计量单位 订货单位 销售单位 unit"),
            Column("amount_fen", "金额", Kind.MONEY, names="订单金额 总金额 总价 销售额 销售金额 合计金额 小计金额 货款 amount", signed=True),
            Column("payment", "支付方式", names="付款方式 结算方式 结款方式 收款方式 payment 账期"),
        ),
    ),
    SheetSpec(
        "成本", "product_code", "成本 cost",
        telling="cost_fen",
        columns=(
            Column("product_code", "商品编码", Kind.CODE, names=f"{_PRODUCT_CODE} 编码 商品 产品 {_PRODUCT_NAME}", required=True, refers="商品"),
            Column("cost_fen", "成本价", Kind.MONEY, names="成本 单位成本 成本单价 采购价 进价 进货价 cost", required=True),
        ),
    ),
    SheetSpec(
        "计划", "day person_id position", "计划 拜访 plan",
        telling="day",
        columns=(
            Column("day", "日期", Kind.DAY, names=f"{_DAY} 计划日期 拜访日期 拜访日 计划日", required=True),
            Column("person_id", "业务员", Kind.PERSON, names=f"{_WHO} 拜访人 执行人 工号 姓名", required=True, refers="人员"),
            Column("position", "顺序", Kind.WHOLE, names="序号 次序 拜访顺序 第几家 排序 顺位 拜访次序 position order"),
            Column("store_code", "门店编码", Kind.CODE, names=f"{_STORE_CODE} 门店 网点 店铺 终端 {_STORE_NAME}", required=True, refers="门店"),
        ),
    ),
    SheetSpec(
        "拜访记录", "id", "走访 巡店 visit",
        telling="storefront shelf place stocks",
        any_of="storefront shelf place stocks quantity",
        also="拜访记录 历史拜访 拜访历史 拜访明细 走访记录 走访明细 巡店记录 巡店明细 拜访台账 拜访流水 打卡记录 visitlog visitrecord visithistory",
        columns=(
            Column("day", "日期", Kind.DAY, names=f"{_DAY} 拜访日期 拜访时间 拜访日 走访日期 走访时间 巡店日期 到店日期 到店时间 进店时间 签到时间 打卡时间", required=True),
            Column("person_id", "业务员", Kind.PERSON, names=f"{_WHO} 拜访人 走访人 巡店人 执行人 工号 姓名", required=True, refers="人员"),
            Column("store_code", "门店编码", Kind.CODE, names=f"{_STORE_CODE} 门店 网点 店铺 终端 {_STORE_NAME}", required=True, refers="门店"),
            Column("position", "顺序", Kind.WHOLE, names="次序 拜访顺序 走访顺序 第几家 顺位 拜访次序 position order"),
            Column("claim", "状态", claim=True, names="拜访状态 走访状态 完成状态 完成情况 闭环状态 是否完成 是否提交 是否闭环 拜访结果 审核状态 status"),
            Column("storefront", "门头照", Kind.THERE, names="门头 门头照片 门头图 门头全景 门头全景照 门头拍照 店招 店招照 店招照片 storefront"),
            Column("shelf", "货架照", Kind.THERE, names="货架 货架照片 货架图 货架图片 陈列照 陈列照片 陈列图 主推货架照 主推品货架图 排面照 shelf"),
            Column("price", "竞品价格", Kind.THERE, names="竞品价 竞品价签 竞品价签照 竞品报价 竞品采价 竞品信息 竞品 competitorprice"),
            Column("place", "定位", Kind.THERE, names="签到定位 到店定位 位置 签到位置 打卡定位 打卡位置 gps 坐标 经纬度 定位坐标 location"),
            Column("stocks", "SKU库存", names="sku库存明细 库存明细 商品库存 产品库存 主推库存 主推品库存 主推sku 主推品 sku明细 sku盘点 盘点明细 库存盘点 stocks"),
            Column("product_code", "SKU编码", Kind.CODE, names=f"{_PRODUCT_CODE} 商品 产品 sku {_PRODUCT_NAME}", refers="商品"),
            Column("quantity", "库存", names="库存数 库存量 库存数量 现有库存 在店库存 门店库存 盘点数 盘点数量 stock"),
        ),
    ),
    SheetSpec(
        "客户字段", "name", "字段 field",
        telling="visibility",
        columns=(
            Column("name", "字段", names="字段名 字段名称 名称 field", required=True),
            Column("kind", "类型", names="字段类型 数据类型 格式 type", required=True),
            Column("visibility", "可见性", names="可见范围 公开私密 是否公开 是否私密 权限 公开 私密 可见 密级 visibility", required=True),
        ),
    ),
    SheetSpec(
        "客户字段值", "customer_code field author_id", "字段值 value",
        telling="field value",
        columns=(
            Column("customer_code", "客户编码", Kind.CODE, names=f"{_CUSTOMER_CODE} 客户 客户简码", required=True, refers="客户"),
            Column("field", "字段", names="字段名 字段名称 field 项目", required=True),
            Column("value", "值", names="字段值 内容 取值 填写内容 value", required=True),
            Column("author_id", "填写人", Kind.PERSON, names="录入人 记录人 作者 填报人 登记人 author 填写者 业务员"),
        ),
    ),
)
"""In the order in which they are loaded: what is referred to comes first."""
# fmt: on
