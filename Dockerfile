# One image for every process of the compose file: web, worker, relay, migrate.
FROM python:3.11-slim AS build
WORKDIR /plenary
COPY pyproject.toml constraints.txt ./
# Run-time requirements only, at the versions that the tests ran with.
RUN python -m venv /venv \
 && python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' > requirements.txt \
 && /venv/bin/pip install --no-cache-dir --constraint constraints.txt --requirement requirements.txt

FROM python:3.11-slim
# Letters of PDFs and figures that the packaged fonts lack: Japanese, Arabic and others.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends fonts-noto-cjk fonts-noto-core \
 && rm -rf /var/lib/apt/lists/*
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --no-create-home plenary
WORKDIR /plenary
COPY --from=build /venv /venv
COPY . .
USER plenary
EXPOSE 8000
# Asked under the first of the site's own names, since it answers to no other.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["python", "-c", "\
import os, urllib.request as r; \
name = os.environ['ALLOWED_HOSTS'].split(',')[0].strip().lstrip('.*') or 'localhost'; \
r.urlopen(r.Request('http://127.0.0.1:8000/health/', headers={'Host': name}), timeout=4)"]
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "8", "--worker-tmp-dir", "/dev/shm"]
