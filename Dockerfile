# disputes, for use beside a Neo4j server: see docker-compose.yml.
FROM python:3.13-slim AS build
COPY . /src
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir /src

FROM python:3.13-slim
RUN useradd --create-home --uid 1000 disputes
COPY --from=build /venv /venv
USER disputes
WORKDIR /work
ENTRYPOINT ["/venv/bin/disputes"]
CMD ["--help"]
