import { areaList } from '@vant/area-data'

export type Region = { code: string; name: string }

const list = (names: Readonly<Record<string, string>>): Region[] =>
  Object.entries(names).map(([code, name]) => ({ code, name }))

export function provinces(): Region[] {
  return list(areaList.province_list)
}

/** The cities of a province: GB/T 2260 codes begin with the province's two digits. */
export function citiesOf(province: string): Region[] {
  return list(areaList.city_list).filter(({ code }) => code.slice(0, 2) === province.slice(0, 2))
}

/** The districts of a city: their codes begin with the city's four digits. */
export function districtsOf(city: string): Region[] {
  return list(areaList.county_list).filter(({ code }) => code.slice(0, 4) === city.slice(0, 4))
}

/** The three names as one line, e.g. 浙江省 杭州市 滨江区; null where the codes do not lie within each other. */
export function regionName(province: string, city: string, district: string): string | null {
  const found = [
    provinces().find(({ code }) => code === province),
    citiesOf(province).find(({ code }) => code === city),
    districtsOf(city).find(({ code }) => code === district),
  ]
  const names = found.map((region) => region?.name)
  return names.every((name) => name !== undefined) ? [...new Set(names)].join(' ') : null
}
