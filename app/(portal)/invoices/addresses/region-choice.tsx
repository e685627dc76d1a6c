'use client'

import { useState } from 'react'
import { Select } from '@/components/form/select'

type Region = { code: string; name: string }

export type RegionChoiceProps = {
  /** Answers the regions within one, as JSON. */
  address: string
  provinces: Region[]
  cities: Region[]
  districts: Region[]
  chosen: { province: string; city: string; district: string } | null
  words: { legend: string; province: string; city: string; district: string }
}

const options = (regions: readonly Region[]) =>
  regions.map(({ code, name }) => ({ value: code, label: name }))

/** Province, city and district, each asked for once the one before is chosen. */
export function RegionChoice({ address, provinces, words, chosen, ...first }: RegionChoiceProps) {
  const [province, setProvince] = useState(chosen?.province ?? '')
  const [city, setCity] = useState(chosen?.city ?? '')
  const [cities, setCities] = useState(first.cities)
  const [districts, setDistricts] = useState(first.districts)
  const within = async (code: string): Promise<Region[]> => {
    if (code === '') return []
    const answer = await fetch(`${address}?of=${code}`)
    return answer.ok ? ((await answer.json()) as Region[]) : []
  }
  const chooseCity = async (code: string) => {
    setCity(code)
    setDistricts(await within(code))
  }
  const chooseProvince = async (code: string) => {
    setProvince(code)
    setDistricts([])
    const found = await within(code)
    setCities(found)
    // A municipality has one city of its own name.
    await chooseCity(found.length === 1 ? (found[0]?.code ?? '') : '')
  }
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-semibold">{words.legend}</legend>
      <div className="grid gap-x-3 sm:grid-cols-3">
        <Select
          name="provinceCode"
          label={words.province}
          placeholder=""
          value={province}
          onChange={(event) => void chooseProvince(event.target.value)}
          options={options(provinces)}
        />
        <Select
          name="cityCode"
          label={words.city}
          placeholder=""
          value={city}
          onChange={(event) => void chooseCity(event.target.value)}
          options={options(cities)}
        />
        <Select
          key={city}
          name="districtCode"
          label={words.district}
          placeholder=""
          defaultValue={city === chosen?.city ? chosen.district : ''}
          options={options(districts)}
        />
      </div>
    </fieldset>
  )
}
