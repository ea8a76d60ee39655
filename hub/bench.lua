-- Asks a server what stands in a file, line by line: address, tab, entity tag that the client has (or nothing).
-- Every request differs from all others (in a header that changes nothing) unless the second argument is "repeated".
local questions, number, differing = {}, 0, true

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, tag = line:match("^([^\t]*)\t?(.*)$")
    questions[#questions + 1] = { path = path, tag = tag ~= "" and tag or nil }
  end
  differing = arguments[2] ~= "repeated"
end

function request()
  number = number + 1
  local question = questions[number % #questions + 1]
  local accept = differing and "application/json;number=" .. number or "application/json"
  return wrk.format("GET", question.path, { ["Accept"] = accept, ["If-None-Match"] = question.tag })
end

function done(summary, latency)
  io.write(string.format('\n{"rate": %f, "p50": %f, "p99": %f, "failed": %d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
