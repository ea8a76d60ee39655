// A client of the API with the types of its contract. It is never run: it compiles, or the contract has broken an app.
import createClient from "openapi-fetch";
import type { components, paths } from "./api";

type Card = components["schemas"]["Card"];
type Change = components["schemas"]["Change"];

const hub = createClient<paths>({ baseUrl: "https://hub.example.org" });

export async function search(words: string, lang: string): Promise<Card[]> {
  const { data, error } = await hub.GET("/api/v1/offers", {
    params: { query: { q: words, lang, free: true, category: ["play-and-meet"], sort: "next", limit: 20 } },
  });
  if (error) throw new Error(`${error.title}: ${error.errors.map((each) => each.detail).join(" ")}`);
  return data.items;
}

export async function label(id: string): Promise<string> {
  const { data } = await hub.GET("/api/v1/offers/{identifier}", { params: { path: { identifier: id }, query: { lang: "ar" } } });
  if (!data) return "";
  const place: string = data.place ? data.place.locality : data.contact_point.phone ?? "";
  const next: string = data.next_occurrence ? data.next_occurrence.start : data.schedule_label ?? "";
  return [data.title, place, next].join(" · ");
}

export async function changesSince(cursor: string): Promise<Change[]> {
  const { data } = await hub.GET("/api/v1/changes", { params: { query: { cursor, limit: 500 } } });
  return data?.items.filter((item) => item.type === "offer") ?? [];
}

export async function categories(): Promise<Map<string, string>> {
  const { data } = await hub.GET("/api/v1/taxonomy");
  return new Map(data?.categories.map((term) => [term.slug, term.label]));
}

export async function rate(offer: string): Promise<boolean> {
  const { response } = await hub.POST("/api/v1/feedback", { body: { kind: "offer", offer, rating: "up" } });
  return response.status === 202;
}

// @ts-expect-error a filter that does not exist is refused while compiling
hub.GET("/api/v1/offers", { params: { query: { shoe_size: 42 } } });
